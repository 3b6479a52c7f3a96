using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class MinibatchDiscriminationTest
{
    private const int Features = 2;
    private const int Kernels = 2;
    private const int Dimensions = 2;

    private static readonly float[] Tensor3 = [0.5f, -0.2f, 0.1f, 0.4f, -0.3f, 0.6f, 0.2f, -0.1f];
    private static readonly float[] Samples = [1f, 0f, 0.5f, -1f, 0f, 2f];

    // o_b(x_i) = sum over the other j of exp(-|M_ib - M_jb|_1), written out for three samples.
    [Test]
    public void Closeness_EqualsTheFormulaWrittenOut()
    {
        var output = Apply(new MinibatchDiscrimination(Kernels, Dimensions), Samples);

        for (var i = 0; i < 3; i++)
            for (var b = 0; b < Kernels; b++)
            {
                var expected = Enumerable.Range(0, 3).Where(j => j != i).Sum(j => Math.Exp(-Enumerable.Range(0, Dimensions)
                    .Sum(c => Math.Abs(Projected(i, (b * Dimensions) + c) - Projected(j, (b * Dimensions) + c)))));
                Assert.That(
                    output[(i * (Features + Kernels)) + Features + b], Is.EqualTo(expected).Within(1e-6), $"sample {i}, kernel {b}");
            }
    }

    [Test]
    public void Closeness_IsAppendedBehindTheFeatures()
    {
        var output = Apply(new MinibatchDiscrimination(Kernels, Dimensions), Samples);

        Assert.That(Enumerable.Range(0, 3).SelectMany(i => output[(i * 4)..((i * 4) + 2)]), Is.EqualTo(Samples));
    }

    [Test]
    public void SelfTerm_AddsOneToEveryCloseness()
    {
        var without = Apply(new MinibatchDiscrimination(Kernels, Dimensions), Samples);
        var with = Apply(new MinibatchDiscrimination(Kernels, Dimensions, SelfTerm: 1), Samples);

        for (var i = 0; i < with.Length; i++)
            Assert.That(with[i] - without[i], Is.EqualTo(i % 4 < Features ? 0f : 1f).Within(1e-6f));
    }

    [Property(Arbitrary = [typeof(ShuffledBatches)], Replay = ShuffledBatches.Replay)]
    public void Closeness_OfAPermutedBatch_IsPermutedAlike(ShuffledBatch batch)
    {
        using var scope = NewDisposeScope();
        var layer = new MinibatchDiscrimination(Kernels, Dimensions).Rules.AcrossTheBatch!;
        var values = new float[batch.Columns * Kernels * Dimensions];
        SeedStream.FromSeed(7).Normal(0, values);
        Tensor[] parameters = [tensor(values, [1, batch.Columns, Kernels * Dimensions])];
        var width = batch.Columns + Kernels;

        var output = layer.Apply(parameters, batch.RealSamples).data<float>().ToArray();
        var shuffled = layer.Apply(parameters, batch.RealShuffled).data<float>().ToArray();

        Assert.That(
            shuffled,
            Is.EqualTo(batch.RealOrder.SelectMany(row => output[(row * width)..((row + 1) * width)])).Within(ShuffledBatch.Rounding));
    }

    [Test]
    public void Closeness_OfACollapsedBatch_IsTheNumberOfOthers()
    {
        var output = Apply(new MinibatchDiscrimination(Kernels, Dimensions), [1f, 2f, 1f, 2f, 1f, 2f]);

        Assert.That(output, Is.EqualTo(new[] { 1f, 2f, 2f, 2f, 1f, 2f, 2f, 2f, 1f, 2f, 2f, 2f }));
    }

    private static float[] Apply(MinibatchDiscrimination technique, float[] samples)
    {
        using var scope = NewDisposeScope();
        var parameters = new[] { tensor(Tensor3, [1, Features, Kernels * Dimensions]) };
        return technique.Rules.AcrossTheBatch!.Apply(parameters, tensor(samples, [1, 3, Features])).data<float>().ToArray();
    }

    private static double Projected(int sample, int column) =>
        Enumerable.Range(0, Features).Sum(f => (double)Samples[(sample * Features) + f] * Tensor3[(f * Kernels * Dimensions) + column]);
}
