using System.Collections.Immutable;
using GanBench.Cli.Workers;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Records;
using GanBench.Training;

namespace GanBench.Cli.Tests.Workers;

/// <summary>Workers that misbehave; shell scripts play them.</summary>
[Platform("Unix, Linux, MacOsX")]
public sealed class SupervisorTest
{
    [Test]
    public async Task WorkerThatExits_FailsWithItsCodeAndLastWords()
    {
        var outcomes = await Outcomes("read request; echo 'libtorch: out of memory' >&2; exit 7");

        Assert.That(outcomes, Has.All.EqualTo(new RunOutcome.Failed(
            "The worker process ended with exit code 7; its last words: \"libtorch: out of memory\".")));
    }

    [Test]
    public async Task WorkerThatWritesGarbage_FailsAndIsEnded()
    {
        var outcomes = await Outcomes("read request; echo 'Segmentation \u0007fault'; sleep 600");

        Assert.That(outcomes, Has.All.EqualTo(new RunOutcome.Failed(
            "The worker process wrote something that is no reply (\"Segmentation  fault\") and was ended.")));
    }

    [Test]
    public async Task WorkerThatAnswersAnotherQuestion_Fails()
    {
        var trained = JsonLines.Write<WorkerReply>(
            new WorkerReply.Trained(RunResult.Without(new RunOutcome.Completed()), new RunCost(1, 1, 1, 1, 1, 1)));

        var outcomes = await Outcomes($"read request; echo '{trained}'; read request");

        Assert.That(outcomes, Has.All.EqualTo(new RunOutcome.Failed("The worker process answered what it was not asked.")));
    }

    [Test]
    public async Task CellThatBreaksItsWorker_IsReplacedByANewWorkerForTheNextCell()
    {
        // Prepares, then dies of the first cell: every cell needs a worker of its own.
        var prepared = JsonLines.Write<WorkerReply>(new WorkerReply.Prepared());
        var outcomes = await Outcomes($"read request; case \"$request\" in *'\"kind\":\"prepare\"'*) echo '{prepared}'; read request;; esac; exit 9");

        Assert.That(outcomes, Has.Exactly(3).Items.And.All.EqualTo(new RunOutcome.Failed("The worker process ended with exit code 9.")));
    }

    private static async Task<List<RunOutcome>> Outcomes(string script)
    {
        var parsed = SpecParser.Parse("test.json", """
            { "name": "test", "question": "?", "datasets": ["ring8"], "techniques": ["ns-gan"], "seeds": [0, 1, 2], "generator-steps": 10, "controls": false }
            """u8.ToArray(), KnownCatalogue.Default);
        ImmutableArray<PlannedRun> plan = Plan.From(parsed.Spec!, KnownCatalogue.Default);
        var outcomes = new List<RunOutcome>();
        var supervisor = new Supervisor(
            new WorkerProgram("/bin/sh", ["-c", script]), jobs: 1, new DataLocations(null, Path.GetTempPath()), TimeProvider.System, new Silence(),
            (_, result, _) => outcomes.Add(result.Outcome));

        await supervisor.Run(plan, TestContext.CurrentContext.CancellationToken);

        return outcomes;
    }

    private sealed class Silence : IRunObserver
    {
        public void Notice(string text)
        {
        }

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

        public void Finished(PlannedRun run, RunResult result, TimeSpan elapsed)
        {
        }
    }
}
