using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class MinibatchStddevTest
{
    // Feature 1: 0, 3, 3 has variance (4 + 1 + 1) / 3 = 2; feature 2: -1, 0, 1 has 2/3. Their roots have the mean (√2 + √(2/3)) / 2.
    [Test]
    public void Spread_IsTheMeanOfTheFeaturesDeviations()
    {
        using var scope = NewDisposeScope();

        var output = Apply(new MinibatchStddev(), tensor([0f, -1f, 3f, 0f, 3f, 1f], [1, 3, 2]));

        var spread = (float)((Math.Sqrt(2) + Math.Sqrt(2.0 / 3)) / 2);
        Assert.That(output.shape, Is.EqualTo(new long[] { 1, 3, 3 }));
        Assert.That(output.data<float>().ToArray(), Is.EqualTo(new[] { 0f, -1f, spread, 3f, 0f, spread, 3f, 1f, spread }).Within(1e-6f));
    }

    [Test]
    public void Spread_OfACollapsedBatch_IsTheRootOfEpsilonWithAFiniteGradient()
    {
        using var scope = NewDisposeScope();
        var features = full([1, 4, 2], 0.5f).requires_grad_();

        var output = Apply(new MinibatchStddev(Epsilon: 1e-4), features);
        var gradient = autograd.grad([output.sum()], [features])[0];

        Assert.Multiple(() =>
        {
            Assert.That(output.narrow(2, 2, 1).data<float>().ToArray(), Is.All.EqualTo(0.01f).Within(1e-8f));
            Assert.That(gradient.data<float>().ToArray(), Is.All.EqualTo(1f), "of the features themselves");
        });
    }

    [Test]
    public void Spread_OfOneReplica_DoesNotSeeTheOther()
    {
        using var scope = NewDisposeScope();

        var output = Apply(new MinibatchStddev(), tensor([1f, 1f, 0f, 2f], [2, 2, 1]));

        Assert.That(output.narrow(2, 1, 1).data<float>().ToArray(), Is.EqualTo(new[] { 1e-4f, 1e-4f, 1f, 1f }).Within(1e-7f));
    }

    [Property(Arbitrary = [typeof(ShuffledBatches)], Replay = ShuffledBatches.Replay)]
    public void Spread_OfAPermutedBatch_Stays(ShuffledBatch batch)
    {
        using var scope = NewDisposeScope();
        var column = batch.Columns;

        var spread = Apply(new MinibatchStddev(), batch.RealSamples).narrow(2, column, 1).data<float>().ToArray();
        var shuffled = Apply(new MinibatchStddev(), batch.RealShuffled);

        Assert.Multiple(() =>
        {
            Assert.That(shuffled.narrow(2, 0, column).data<float>().ToArray(), Is.EqualTo(batch.RealShuffled.data<float>().ToArray()));
            Assert.That(shuffled.narrow(2, column, 1).data<float>().ToArray(), Is.EqualTo(spread).Within(ShuffledBatch.Rounding));
        });
    }

    private static Tensor Apply(MinibatchStddev technique, Tensor features) => technique.Rules.AcrossTheBatch!.Apply([], features);
}
