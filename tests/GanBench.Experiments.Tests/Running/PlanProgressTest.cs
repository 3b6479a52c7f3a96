using System.Collections.Immutable;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Running;

public class PlanProgressTest
{
    private static readonly ImmutableArray<PlannedRun> Plan = GanBench.Experiments.Specs.Plan.From(
        Spec(Json(datasets: """["ring8", "grid25"]""", techniques: """["ns-gan", "wgan-gp"]""", seeds: "[0, 1, 2]")), Known);

    private static readonly string[] NoIds = [];

    // Costs of Example: 10 s of training and 1 s of evaluation per record.
    private const double SecondsOfARecord = 11;

    [Test]
    public void Of_EveryKindOfFile_TellsItsStage()
    {
        var records = RecordSet.Empty
            .With(Record(0, Completed()))
            .With(Record(1, Completed() with { Outcome = new RunOutcome.Diverged(3, "loss") }))
            .With(Record(2, RunResult.Without(new RunOutcome.Failed("broke"))))
            .With(Record(3, RunResult.Without(new RunOutcome.Skipped("no data"))))
            .WithDamaged(Plan[4].Id(), "torn");

        var progress = PlanProgress.Of(Plan, records, [Running(5, steps: 40)], id => id == Plan[6].Id());

        Assert.That(progress.Cells.Take(8).Select(cell => cell.Stage), Is.EqualTo(new[]
        {
            CellStage.Completed, CellStage.Diverged, CellStage.Failed, CellStage.Skipped, CellStage.Damaged,
            CellStage.Running, CellStage.Started, CellStage.Waiting,
        }));
        Assert.That(
            progress.Cells.Take(8).Select(cell => cell.IsDone), Is.EqualTo(new[] { true, true, false, false, false, false, false, false }));
        Assert.That(progress.Cells[5].GeneratorSteps, Is.EqualTo(40));
        Assert.That(progress.Count(CellStage.Waiting), Is.EqualTo(Plan.Length - 7));
    }

    [Test]
    public void Of_ACellThatIsHeld_IsRunningUnlessItsRecordIsFinal()
    {
        var records = RecordSet.Empty
            .With(Record(0, Completed()))
            .With(Record(1, RunResult.Without(new RunOutcome.Failed("broke"))))
            .WithDamaged(Plan[2].Id(), "torn");

        var progress = PlanProgress.Of(
            Plan, records, [Running(0, 100), Running(1, 10), Running(2, 20), Running(3, null), new RunningCell("other", null)], _ => true);

        Assert.That(progress.Cells.Take(4).Select(cell => (cell.Stage, cell.GeneratorSteps)), Is.EqualTo(new[]
        {
            (CellStage.Completed, 0), (CellStage.Running, 10), (CellStage.Running, 20), (CellStage.Running, 0),
        }));
    }

    // 12 cells, the two techniques on two datasets with three seeds; ns-gan costs 100 units, wgan-gp 300.
    [Test]
    public void SecondsLeft_IsThatOfAlikeCells_ElseByWork()
    {
        var progress = Of([0], running: []);

        // ring8 ns-gan: 2 cells of 11 s. ring8 wgan-gp: 3 cells by the dataset's rate, 33 s each. grid25: by the rate of all, 3 x 11 s and
        // 3 x 33 s.
        Assert.That(
            progress.SecondsLeft(Work), Is.EqualTo(22 + 99 + 33 + 99).Within(1e-9), "sums of whole numbers and their quotients by 100");
    }

    [Test]
    public void SecondsLeft_TakesOffWhatRunningCellsHaveDone()
    {
        var progress = Of([.. Enumerable.Range(0, 11)], [Running(11, steps: 25)]);

        Assert.That(progress.SecondsLeft(Work), Is.EqualTo(SecondsOfARecord * 0.75).Within(1e-9), "25 of 100 steps are done");
    }

    [Test]
    public void SecondsLeft_OfAPlanThatIsDone_IsZero() => Assert.That(Of([.. Enumerable.Range(0, 12)], []).SecondsLeft(Work), Is.Zero);

    [Test]
    public void SecondsLeft_WithoutACompletedCell_IsUnknown()
    {
        Assert.That(PlanProgress.Of(Plan, RecordSet.Empty, [], _ => false).SecondsLeft(Work), Is.Null);
        var failed = RecordSet.Empty.With(Record(0, RunResult.Without(new RunOutcome.Failed("broke"))));
        Assert.That(PlanProgress.Of(Plan, failed, [], _ => false).SecondsLeft(Work), Is.Null, "a cell that broke early tells nothing");
    }

    private static PlanProgress Of(int[] completed, RunningCell[] running) =>
        PlanProgress.Of(
            Plan, completed.Aggregate(RecordSet.Empty, (set, index) => set.With(Record(index, Completed()))), running, NoIds.Contains);

    private static double Work(PlannedRun run) => run.Technique.Name == "ns-gan" ? 100 : 300;

    private static RunRecord Record(int index, RunResult result) => RunRecord.Of(Plan[index], result, Cost(), Host);

    private static RunningCell Running(int index, int? steps) =>
        new(Plan[index].Id(), steps is { } done ? new Claimant("node1", 7, DateTimeOffset.UnixEpoch, done) : null);
}
