using System.Collections.Immutable;
using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class FourierMatchingTest
{
    private static readonly ImmutableArray<int> Small = [1, 3, 4];

    // Real data at 0, generated at g: Σ_k (1 - cos p)² + sin² p = 2 Σ_k (1 - cos p), p = 2π b_k g, over 2 F numbers.
    [TestCase(0.3, 1.0)]
    [TestCase(-1.0, 10.0)]
    [TestCase(0.0, 1.0)]
    public void Penalty_OnDiracGan_EqualsClosedForm(double g, double lambda)
    {
        using var scope = NewDisposeScope();
        const int Features = 7;
        var phases = FourierTransformTest.Frequencies(Features, 1, scale: 0.5).Select(b => 2 * Math.PI * b).ToArray();

        var (penalty, parameters) = Penalty(new FourierMatching(lambda, Features, Scale: 0.5), zeros([1, 2, 1]), full([1, 2, 1], g));
        var gradient = autograd.grad([penalty.sum()], [parameters])[0].data<float>().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(penalty.item<float>(), Is.EqualTo(lambda / Features * phases.Sum(p => 1 - Math.Cos(p * g))).Within(1e-5 * lambda));
            Assert.That(gradient[1], Is.EqualTo(lambda / Features * phases.Sum(p => p * Math.Sin(p * g))).Within(1e-5 * lambda), "offset");
        });
    }

    // Half the squared discrepancy of the kernel k(x, y) = exp(-2π² scale² |x - y|²) between points at 0 and at g is 1 - k(0, g). The mean
    // of 10,000 cosines, each in [-1, 1], deviates by at most 0.01; three of these are allowed.
    [TestCase(0.1)]
    [TestCase(0.4)]
    public void Penalty_WithManyFrequencies_IsAMaximumMeanDiscrepancy(double g)
    {
        using var scope = NewDisposeScope();

        var (penalty, _) = Penalty(new FourierMatching(1, Features: 10000, Scale: 0.5), zeros([1, 1, 1]), full([1, 1, 1], g));

        Assert.That(penalty.item<float>(), Is.EqualTo(1 - Math.Exp(-2 * Math.PI * Math.PI * 0.25 * g * g)).Within(0.03));
    }

    // Images at half the brightness have half the amplitudes: λ/K Σ (|X| / 2)², and Σ |X|² = Σ x² by Parseval.
    [Test]
    public void Penalty_OfDarkerImages_IsTheirMissingEnergy()
    {
        using var scope = NewDisposeScope();
        var pixels = Pixels(12);

        var (penalty, _) = Penalty(new FourierMatching(Lambda: 3), tensor(pixels, [1, 1, 12]), tensor(pixels, [1, 1, 12]) / 2, Small);

        Assert.That(penalty.item<float>(), Is.EqualTo(3.0 / 12 / 4 * pixels.Sum(x => x * x)).Within(1e-6));
    }

    // Amplitudes say what is in an image and not where: a shift around the edges changes none. The mean image does change.
    [Test]
    public void Penalty_OfShiftedImages_IsZero()
    {
        using var scope = NewDisposeScope();
        var pixels = Pixels(12);
        var shifted = Enumerable.Range(0, 12).Select(i => pixels[((((i / 4) + 1) % 3) * 4) + ((i + 1) % 4)]).ToArray();

        var (penalty, _) = Penalty(new FourierMatching(Lambda: 1), tensor(pixels, [1, 1, 12]), tensor(shifted, [1, 1, 12]), Small);

        Assert.That(shifted, Is.Not.EqualTo(pixels));
        Assert.That(penalty.item<float>(), Is.EqualTo(0f).Within(1e-12f), "squares of roundings of 1e-7");
    }

    [Test]
    public void Penalty_OfABlackImage_HasAFiniteGradient()
    {
        using var scope = NewDisposeScope();

        var (penalty, parameters) = Penalty(new FourierMatching(Lambda: 1), tensor(Pixels(12), [1, 1, 12]), zeros([1, 1, 12]), Small);
        var gradient = autograd.grad([penalty.sum()], [parameters])[0].data<float>().ToArray();

        Assert.That(gradient, Is.All.EqualTo(0f), "the slope of an amplitude at zero is 0");
    }

    [Property(Arbitrary = [typeof(ShuffledBatches)], Replay = ShuffledBatches.Replay)]
    public void Penalty_OfPermutedBatches_Stays(ShuffledBatch batch)
    {
        using var scope = NewDisposeScope();
        foreach (ImmutableArray<int> shape in (ImmutableArray<int>[])[[batch.Columns], [1, 1, batch.Columns]])
        {
            var (penalty, _) = Penalty(new FourierMatching(Lambda: 1), batch.RealSamples, batch.FakeSamples, shape);
            var (shuffled, _) = Penalty(new FourierMatching(Lambda: 1), batch.RealShuffled, batch.FakeShuffled, shape);

            Assert.That(shuffled.item<float>(), Is.EqualTo(penalty.item<float>()).Within(ShuffledBatch.Rounding));
        }
    }

    private static (Tensor Penalty, Tensor Parameters) Penalty(
        FourierMatching technique, Tensor real, Tensor fake, ImmutableArray<int>? sampleShape = null)
    {
        var (turn, parameters) = GivenTurn.OfGenerator(technique, real, fake, sampleShape: sampleShape);
        return (technique.Rules.GeneratorPenalty!(turn), parameters);
    }

    private static float[] Pixels(int count)
    {
        var pixels = new float[count];
        SeedStream.FromSeed(4).Normal(0, pixels);
        return pixels;
    }
}
