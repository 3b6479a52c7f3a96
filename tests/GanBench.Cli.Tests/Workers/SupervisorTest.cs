using GanBench.Cli.Hosting;
using GanBench.Cli.Workers;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Tests.Workers;

/// <summary>Workers that misbehave; shell scripts play them.</summary>
[Platform("Unix, Linux, MacOsX")]
public sealed class SupervisorTest
{
    private static readonly string Prepared = JsonLines.Write<WorkerReply>(new WorkerReply.Prepared());

    private static readonly string Trained = JsonLines.Write<WorkerReply>(
        new WorkerReply.Trained(RunResult.Without(new RunOutcome.Completed()), new RunCost(1, 1, 1, 1, 1, 1)));

    /// <summary>Answers preparations, until another request comes.</summary>
    private static readonly string ReadTrain =
        $"read request; case \"$request\" in *'\"kind\":\"prepare\"'*) echo '{Prepared}'; read request;; esac; ";

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task WorkerThatExitsTwice_FailsWithItsCodeAndLastWords()
    {
        var outcomes = await Outcomes("read request; echo 'libtorch: out of memory' >&2; exit 7");

        Assert.That(outcomes, Has.Exactly(3).Items.And.All.EqualTo(new RunOutcome.Failed(
            "The worker process ended with exit code 7; its last words: \"libtorch: out of memory\". It did so twice.", Lost: true)));
    }

    [Test]
    public async Task WorkerThatWritesGarbage_FailsAndIsEnded()
    {
        var outcomes = await Outcomes("read request; echo 'Segmentation \u0007fault'; exec sleep 600");

        Assert.That(outcomes, Has.All.EqualTo(new RunOutcome.Failed(
            "The worker process wrote something that is no reply (\"Segmentation  fault\") and was ended. It did so twice.", Lost: true)));
    }

    [Test]
    public async Task WorkerThatAnswersAnotherQuestion_Fails()
    {
        var outcomes = await Outcomes($"read request; echo '{Trained}'; read request");

        Assert.That(
            outcomes,
            Has.All.EqualTo(new RunOutcome.Failed("The worker process answered what it was not asked. It did so twice.", Lost: true)));
    }

    [Test]
    public async Task CellThatBreaksItsWorkerTwice_FailsAndTheNextCellGetsAWorkerOfItsOwn()
    {
        var outcomes = await Outcomes(ReadTrain + "exit 9");

        Assert.That(
            outcomes,
            Has.Exactly(3).Items.And.All.EqualTo(
                new RunOutcome.Failed("The worker process ended with exit code 9. It did so twice.", Lost: true)));
    }

    [Test]
    public async Task CellThatBreaksItsWorkerOnce_IsTriedAgainFirst()
    {
        var died = Path.Combine(folder, "died");

        var outcomes = await Outcomes(
            ReadTrain + $"if [ ! -e '{died}' ]; then : > '{died}'; exit 9; fi; " +
            $"while true; do echo '{Trained}'; read request || exit 0; done");

        Assert.That(outcomes, Has.Exactly(3).Items.And.All.EqualTo(new RunOutcome.Completed()));
    }

    [Test]
    public async Task WorkerThatDiesInTwoWays_FailsWithBothReasons()
    {
        var died = Path.Combine(folder, "died");

        var outcomes = await Outcomes(ReadTrain + $"if [ ! -e '{died}' ]; then : > '{died}'; exit 9; fi; rm '{died}'; kill -SEGV $$");

        Assert.That(outcomes, Has.All.EqualTo(new RunOutcome.Failed(
            "The worker process ended with exit code 139 (signal 11). " +
            "It was the second try; the first one: The worker process ended with exit code 9.", Lost: true)));
    }

    [Test]
    public async Task WorkerThatFallsSilent_IsEndedAndItsCellTriedAgain()
    {
        var hung = Path.Combine(folder, "hung");
        var steps = JsonLines.Write<WorkerReply>(new WorkerReply.StepsDone(1));

        // The shell ignores what ends politely, as a worker that hangs in native code does; it lives on signs before it falls silent.
        var outcomes = await Outcomes(
            ReadTrain + $"if [ ! -e '{hung}' ]; then : > '{hung}'; trap '' TERM INT; " +
            $"for i in 1 2 3 4; do echo '{steps}'; sleep 0.5; done; while true; do sleep 1; done; fi; " +
            $"while true; do echo '{Trained}'; read request || exit 0; done",
            silence: TimeSpan.FromSeconds(1.5));

        Assert.That(outcomes, Has.Exactly(3).Items.And.All.EqualTo(new RunOutcome.Completed()));
        Assert.That(notices, Has.Exactly(1).EqualTo(
            "ring8 ns-gan seed 0: The worker process gave no sign of life for 1.5 s and was ended. " +
            "It is tried once more, from its last checkpoint."));
    }

    [Test]
    public async Task WorkerThatRunsOutOfMemory_IsReplacedAndItsCellTriedAgain()
    {
        var broken = JsonLines.Write<WorkerReply>(new WorkerReply.Broken("The worker process ran out of memory.", "", OutOfMemory: true));

        var outcomes = await Outcomes(ReadTrain + $"echo '{broken}'; read request");

        Assert.That(outcomes, Has.All.EqualTo(new RunOutcome.Failed("The worker process ran out of memory. It did so twice.", Lost: true)));
    }

    [Test]
    public async Task CellThatBreaksInManagedCode_FailsAtOnceAndItsWorkerGoesOn()
    {
        var broken = JsonLines.Write<WorkerReply>(new WorkerReply.Broken("ArgumentException: no.", "trace"));

        var outcomes = await Outcomes(ReadTrain + $"while true; do echo '{broken}'; read request || exit 0; done");

        Assert.That(
            outcomes,
            Has.Exactly(3).Items.And.All.EqualTo(new RunOutcome.Failed("ArgumentException: no.")),
            "the same numbers would break the same way again");
    }

    // Claims are held from taking a cell to its record, through the second try; afterwards nothing is left of them.
    [Test]
    public async Task Claims_AreHeldWhileACellRunsAndGoneWhenAllAreDone()
    {
        var seen = Path.Combine(folder, "seen");
        await Outcomes(
            ReadTrain + $"while true; do ls '{folder}/results/running' >> '{seen}'; echo '{Trained}'; read request || exit 0; done");

        Assert.That(
            File.ReadLines(seen).Count(
                line => line.EndsWith(".lock", StringComparison.Ordinal) && line.StartsWith("ring8", StringComparison.Ordinal)),
            Is.EqualTo(3),
            "one at a time");
        Assert.That(Path.Combine(folder, "results", "running"), Does.Not.Exist);
    }

    private readonly List<string> notices = [];

    private async Task<List<RunOutcome>> Outcomes(string script, TimeSpan? silence = null)
    {
        notices.Clear();
        var plan = Example.Plan(seeds: "[0, 1, 2]");
        using var cells = new CellFolder(
            new RecordStore(Path.Combine(folder, "results")), plan, Host.Facts(Engines.Default, TimeProvider.System), TimeProvider.System);
        var observer = new Observer(notices);
        var workload = new Workload(plan, new WorkEstimate().Of);
        var limits = Limits.Default with { Silence = silence ?? Limits.Default.Silence, Look = TimeSpan.FromSeconds(0.1) };
        var program = new WorkerProgram("/bin/sh", ["-c", script]);

        await using (var pool = new WorkerPool(program, size: 1, limits.Look, TimeProvider.System))
        {
            var data = new DataLocations(null, Path.GetTempPath());
            var supervisor = new Supervisor(pool, workload, cells, data, limits, TimeProvider.System, observer);
            await supervisor.Run(TestContext.CurrentContext.CancellationToken);
        }

        Assert.That(
            plan.Select(run => cells.Records.Records[run.Id()].Result.Outcome),
            Is.EqualTo(observer.Outcomes),
            "what is told is what is kept");
        return observer.Outcomes;
    }

    private sealed class Observer(List<string> notices) : IRunObserver
    {
        public List<RunOutcome> Outcomes { get; } = [];

        public void Notice(string text) => notices.Add(text);

        public void Preparing(int worker, Choice dataset)
        {
        }

        public void Training(int worker, PlannedRun run)
        {
        }

        public void StepsDone(int worker, int generatorSteps)
        {
        }

        public void Idle(int worker)
        {
        }

        public void Finished(PlannedRun run, RunResult result, RunCost? cost, TimeSpan elapsed) => Outcomes.Add(result.Outcome);

        public void DoneElsewhere(PlannedRun run, RunResult result) => throw new InvalidOperationException("Nobody else is here.");
    }
}
