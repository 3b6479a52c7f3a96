using System.Collections.Immutable;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Experiments.Running;

/// <summary>How far a plan is: a picture of one moment, put together from files that others may be writing.</summary>
/// <param name="Cells">All cells, in the plan's order.</param>
/// <param name="Records">The records that it was read from.</param>
public sealed record PlanProgress(ImmutableArray<CellProgress> Cells, RecordSet Records)
{
    /// <summary>Puts the stages of all cells together.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="records">What is on disk for it.</param>
    /// <param name="running">The cells that living runs have in hand; others than the plan's are ignored.</param>
    /// <param name="started">Whether there is a checkpoint of a cell, by its id.</param>
    public static PlanProgress Of(
        ImmutableArray<PlannedRun> plan, RecordSet records, IEnumerable<RunningCell> running, Predicate<string> started)
    {
        var held = running.ToDictionary(cell => cell.Id, StringComparer.Ordinal);
        return new PlanProgress([.. plan.Select(run =>
        {
            var id = run.Id();
            var recorded = records.Records.GetValueOrDefault(id)?.Result.Outcome;
            return new CellProgress(
                run, Stage(id, recorded), recorded?.IsFinal != true && held.GetValueOrDefault(id)?.By is { } by ? by.GeneratorSteps : 0);
        })], records);

        // A record decides over a claim, which is let go of a moment later; a claim over what an earlier attempt left.
        CellStage Stage(string id, RunOutcome? recorded) => recorded switch
        {
            RunOutcome.Completed => CellStage.Completed,
            RunOutcome.Diverged => CellStage.Diverged,
            _ when held.ContainsKey(id) => CellStage.Running,
            RunOutcome.Failed => CellStage.Failed,
            RunOutcome.Skipped => CellStage.Skipped,
            _ when records.Damaged.ContainsKey(id) => CellStage.Damaged,
            _ when started(id) => CellStage.Started,
            _ => CellStage.Waiting,
        };
    }

    /// <summary>Number of cells at a stage.</summary>
    /// <param name="stage">The stage.</param>
    public int Count(CellStage stage) => Cells.Count(cell => cell.Stage == stage);

    /// <summary>
    /// About how long one worker would need for what is not done, in seconds; null when nothing has been completed that tells.
    /// </summary>
    /// <remarks>
    /// A cell takes as long as the completed cells of its dataset, technique and steps did on average; where there are none, as long per
    /// unit of work as those of its dataset, or as all. What a running cell has done is taken off; what is in checkpoints is not known
    /// here.
    /// </remarks>
    /// <param name="cost">About how much work a run is, in any unit; finite and at least 0.</param>
    public double? SecondsLeft(Func<PlannedRun, double> cost)
    {
        var left = Cells.Where(cell => !cell.IsDone).ToList();
        if (left.Count == 0)
            return 0;
        var timed = Cells
            .Where(cell => cell.Stage == CellStage.Completed)
            .Select(cell => (cell.Run, Time: Records.Records[cell.Run.Id()].Cost))
            .Where(one => one.Time is not null)
            .Select(one => (one.Run, Seconds: one.Time!.TrainingSeconds + one.Time.EvaluationSeconds, Work: cost(one.Run)))
            .ToList();
        if (timed.Count == 0)
            return null;

        var alike = timed.ToLookup(one => Alike(one.Run), one => one.Seconds, StringComparer.Ordinal);
        var byDataset = timed.ToLookup(one => one.Run.Dataset.Name, one => (one.Seconds, one.Work), StringComparer.Ordinal);
        var seconds = 0.0;
        foreach (var cell in left)
        {
            var same = alike[Alike(cell.Run)];
            var dataset = byDataset[cell.Run.Dataset.Name];
            var whole = same.Any()
                ? same.Average()
                : cost(cell.Run) * Rate(dataset.Any() ? dataset : timed.Select(one => (one.Seconds, one.Work)));
            seconds += whole * (1 - Math.Clamp((double)cell.GeneratorSteps / Math.Max(1, cell.Run.GeneratorSteps), 0, 1));
        }

        return seconds;
    }

    private static double Rate(IEnumerable<(double Seconds, double Work)> timed)
    {
        var all = timed.ToList();
        return all.Sum(one => one.Work) is > 0 and var work ? all.Sum(one => one.Seconds) / work : 0;
    }

    /// <summary>What cells that differ in nothing but their seed have in common.</summary>
    private static string Alike(PlannedRun run) => run.WithSeed(0).Id();
}
