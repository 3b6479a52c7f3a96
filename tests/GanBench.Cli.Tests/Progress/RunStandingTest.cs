using System.Collections.Immutable;
using GanBench.Cli.Progress;
using GanBench.Cli.Screens;
using GanBench.Experiments.Records;
using GanBench.Metrics;

namespace GanBench.Cli.Tests.Progress;

public sealed class RunStandingTest
{
    private static readonly RunCost Cost = new(1, 1, 1, 250, 1, 1);

    // 4 cells of 100 generator steps; wgan-gp takes 6 updates a step where ns-gan takes 2: works of 2 x 200 and 2 x 600.
    [Test]
    public void Line_TellsCellsShareTimeLeftSpeedAndTheBestSoFar()
    {
        var plan = Example.Plan(techniques: """["ns-gan", "wgan-gp"]""", seeds: "[0, 1]", generatorSteps: 100);
        var clock = new Clock();
        var standing = new RunStanding(Example.Catalogue, clock, plan, plan, RecordSet.Empty);
        standing.Training(0, plan[2]);
        standing.StepsDone(0, 0);
        standing.Training(1, plan[0]);
        standing.StepsDone(1, 0);

        clock.Pass(TimeSpan.FromSeconds(10));
        standing.StepsDone(0, 50);
        standing.StepsDone(1, 100);
        standing.Finished(plan[0], Result(modes: 5));

        // Done: 300 + 200 of 1,600, so 11/5 of the 10 s are left: 22 s. One cell in training, 50 steps in 10 s.
        Assert.That(standing.Line(), Is.EqualTo(
            "1 of 4 cells, 31 % of the work in 10.0 s, about 22.0 s left; 1 worker at 5 generator steps/s; " +
            "most modes so far: ring8 ns-gan 5"));
    }

    [Test]
    public void Best_IsTheMeanOverSeedsOfTheTechniqueThatKeepsMostAndNeverAControl()
    {
        var plan = Example.Plan(
            datasets: """["ring8", "grid25"]""", techniques: """["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }]""", seeds: "[0, 1]");
        var standing = new RunStanding(Example.Catalogue, TimeProvider.System, plan, plan, RecordSet.Empty);
        var control = plan[0] with
        {
            Training = plan[0].Training with
            {
                GeneratorSteps = 0,
                Technique = plan[0].Technique with { Name = "perfect-sampler" },
            },
        };

        standing.Finished(plan[0], Result(modes: 8));
        standing.Finished(plan[1], Result(modes: 3));
        standing.Finished(plan[2], Result(modes: 6));
        standing.Finished(plan[4], Result(modes: 20));
        standing.Finished(plan[6], RunResult.Without(new RunOutcome.Failed("broke")));
        standing.Finished(control, Result(modes: 8));

        Assert.That(
            standing.Best(),
            Is.EqualTo("ring8 wgan-gp (lambda 0.1) 6, grid25 ns-gan 20"),
            "ns-gan keeps 5.5 of ring8 over its two seeds");
    }

    // Half of the first cell was done by an earlier run: it is no work of this one, and its speed is not this one's.
    [Test]
    public void Left_OfACellThatGoesOnFromItsCheckpoint_CountsOnlyWhatIsLeft()
    {
        var plan = Example.Plan(generatorSteps: 100);
        var clock = new Clock();
        var standing = new RunStanding(Example.Catalogue, clock, plan, plan, RecordSet.Empty);
        standing.Training(0, plan[0]);
        standing.StepsDone(0, 50);

        clock.Pass(TimeSpan.FromSeconds(10));
        standing.StepsDone(0, 75);

        Assert.That((standing.Share, standing.Left, standing.GeneratorStepsPerSecond), Is.EqualTo((0.5, TimeSpan.FromSeconds(10), 2.5)));
    }

    // A worker dies at step 80 and the next one goes on from the checkpoint at step 60: what was lost is to be done again.
    [Test]
    public void Share_OfACellThatIsTriedAgain_GoesBackToItsCheckpoint()
    {
        var plan = Example.Plan(generatorSteps: 100);
        var standing = new RunStanding(Example.Catalogue, new Clock(), plan, plan, RecordSet.Empty);
        standing.Training(0, plan[0]);
        standing.StepsDone(0, 0);
        standing.StepsDone(0, 80);
        standing.Idle(0);
        standing.Training(0, plan[0]);
        standing.StepsDone(0, 60);

        Assert.That(standing.Share, Is.EqualTo(0.6).Within(1e-12));
        standing.Finished(plan[0], Result(modes: 1));
        Assert.That((standing.Share, standing.Done), Is.EqualTo((1.0, 1)));
    }

    [Test]
    public void Elapsed_WhenTheClockOnTheWallIsSetBack_GoesOn()
    {
        var plan = Example.Plan();
        var clock = new Clock();
        var standing = new RunStanding(Example.Catalogue, clock, plan, plan, RecordSet.Empty);

        clock.Pass(TimeSpan.FromSeconds(10));
        clock.SetBack(TimeSpan.FromDays(400));
        clock.Pass(TimeSpan.FromSeconds(10));

        Assert.That(standing.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Log_TellsHowTheRunStandsOnceAMinuteAndEveryCellWithItsSpeed()
    {
        var plan = Example.Plan(seeds: "[0, 1]", generatorSteps: 1000);
        using var text = new StringWriter { NewLine = "\n" };
        var clock = new Clock();
        var log = new RunLog(
            Screen.Plain(text), new RunStanding(Example.Catalogue, clock, plan, plan, RecordSet.Empty), clock, TimeSpan.FromMinutes(1));
        log.Training(0, plan[0]);
        for (var second = 0; second < 150; second++)
        {
            clock.Pass(TimeSpan.FromSeconds(1));
            log.StepsDone(0, second * 4);
        }

        log.Finished(plan[0], Result(modes: 5), Cost, TimeSpan.FromSeconds(250));
        log.DoneElsewhere(plan[1], Result(modes: 6));

        Assert.That(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "-- 0 of 2 cells, 12 % of the work in 60.0 s, about 7 min 28 s left; 1 worker at 4 generator steps/s",
            "-- 0 of 2 cells, 24 % of the work in 2 min 00 s, about 6 min 24 s left; 1 worker at 4 generator steps/s",
            "[1/2] ring8 ns-gan seed 0: 5 of 8 modes at share, 4 min 10 s, 250 generator steps/s",
            "[2/2] ring8 ns-gan seed 1: 6 of 8 modes at share, by another run",
        }));
    }

    private static RunResult Result(double modes) => RunResult.Without(new RunOutcome.Completed()) with
    {
        Trajectory = [new Evaluation(10, [.. new int[8]], ImmutableSortedDictionary<string, double>.Empty.Add(ModesAtShare.Name, modes))],
    };

    /// <summary>A clock on the wall and a stopwatch beside it, both moved by hand.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset wall = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public override DateTimeOffset GetUtcNow() => wall;

        public void Pass(TimeSpan time) => (ticks, wall) = (ticks + time.Ticks, wall + time);

        public void SetBack(TimeSpan time) => wall -= time;
    }
}
