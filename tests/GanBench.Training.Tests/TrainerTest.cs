using GanBench.Experiments.Records;

namespace GanBench.Training.Tests;

public sealed class TrainerTest
{
    [TestCase(12, 3, new[] { 0, 4, 8, 12 })]
    [TestCase(10, 4, new[] { 0, 2, 5, 7, 10 })]
    [TestCase(3, 3, new[] { 0, 1, 2, 3 })]
    public void Trajectory_IsMeasuredAtTheStartTheEndAndEvenlyBetween(int generatorSteps, int checkpoints, int[] expected)
    {
        var result = Cells.Train([Cells.Cell("ring8", "ns-gan", 0, generatorSteps, checkpoints)], null, default)[0].Result;

        Assert.That(result.Trajectory.Select(evaluation => evaluation.GeneratorStep), Is.EqualTo(expected));
    }

    [Test]
    public void Result_CountsDiscriminatorStepsAndRealSamples()
    {
        var result = Cells.Train([Cells.Cell("ring8", "wgan-gp", 0)], null, default)[0].Result;

        Assert.Multiple(() =>
        {
            Assert.That(result.DiscriminatorSteps, Is.EqualTo(12 * 5), "5 critic updates per generator update");
            Assert.That(result.RealSamplesSeen, Is.EqualTo(12 * 5 * 128), "batches of 128");
            Assert.That(result.Outcome, Is.InstanceOf<RunOutcome.Completed>());
            Assert.That(result.Trajectory.Select(evaluation => evaluation.ModeCounts.Length), Is.All.EqualTo(8));
        });
    }

    // A penalty weight whose square overflows float32 makes the first update infinite.
    [Test]
    public void Run_ThatOverflows_IsDivergedWithStepAndNameAndKeepsWhatWasMeasuredBefore()
    {
        var result = Cells.Train([Cells.Cell("ring8", "wgan-gp", 0).With("lambda", 1e39)], null, default)[0].Result;

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(new RunOutcome.Diverged(1, "discriminator loss")));
            Assert.That(result.Trajectory.Select(evaluation => evaluation.GeneratorStep), Is.EqualTo(new[] { 0 }));
            Assert.That(result.WeightsDigest, Is.Null);
            Assert.That(result.Samples, Is.Null);
        });
    }

    // Gradients above 1.8e19 have squares that float32 does not hold: the second moment is infinite, and the weight stands still.
    [TestCase("wgan-gp", "lambda", 1e22)]
    [TestCase("r1", "gamma", 1e25)]
    public void Run_WhoseOptimiserOverflows_IsDivergedThoughItsWeightsAreFinite(string technique, string parameter, double value)
    {
        var run = Cells.Cell("ring8", technique, 0, generatorSteps: 20, checkpoints: 4, samples: 100).With(parameter, value);

        var result = Cells.Train([run], null, default)[0].Result;

        Assert.That(result.Outcome, Is.EqualTo(new RunOutcome.Diverged(5, "discriminator optimiser")));
        Assert.That(result.Trajectory.Select(evaluation => evaluation.GeneratorStep), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Runs_ThatDifferInMoreThanTheirSeed_AreRefused() => Assert.That(
        () => Cells.Train([Cells.Cell("ring8", "ns-gan", 0), Cells.Cell("ring8", "wgan-gp", 1)], null, default),
        Throws.ArgumentException.With.Message.Contains("differ in more than their seed"));

    [Test]
    public void Run_ThatIsCancelled_StopsBetweenSteps()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new StopAt(3, cancellation);

        Assert.That(
            () => Cells.Train([Cells.Cell("ring8", "ns-gan", 0)], progress, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(progress.Last, Is.EqualTo(3));
    }

    // 2,000 steps on the ring with a fixed seed: the generator leaves its start and finds modes. Not a benchmark, a sign of life.
    [Test]
    public void Training_OnTheRing_LearnsSomething()
    {
        var result = Cells.Train([Cells.Cell("ring8", "wgan-gp", 0, 1500, 1, 2500).With("lambda", 0.1)], null, default)[0].Result;

        Assert.That(result.Trajectory[^1].Metrics["modes-captured"], Is.GreaterThanOrEqualTo(4));
    }

    private sealed class StopAt(int step, CancellationTokenSource cancellation) : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value)
        {
            Last = value;
            if (value == step) cancellation.Cancel();
        }
    }
}
