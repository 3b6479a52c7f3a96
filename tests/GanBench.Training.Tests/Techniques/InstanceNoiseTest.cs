using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class InstanceNoiseTest
{
    private static readonly float[] Samples = [1f, -2f, 0.5f, 4f];

    // x + σ (1 - t) ε with ε = 1 on real and ε = -2 on generated samples.
    [TestCase(0, 0.5f, -1f)]
    [TestCase(0.75, 0.125f, -0.25f)]
    public void Shown_AddsTheNoiseThatIsLeftOfTheRun(double progress, float onReal, float onFake)
    {
        using var scope = NewDisposeScope();
        var technique = new InstanceNoise(Sigma: 0.5);

        Assert.Multiple(() =>
        {
            Assert.That(Shown(technique, isReal: true, progress), Is.EqualTo(Samples.Select(x => x + onReal)));
            Assert.That(Shown(technique, isReal: false, progress), Is.EqualTo(Samples.Select(x => x + onFake)));
        });
    }

    [Test]
    public void Shown_OnRealOnly_LeavesGeneratedSamplesAlone()
    {
        using var scope = NewDisposeScope();
        var technique = new InstanceNoise(Sigma: 0.5, OnGenerated: false);

        Assert.Multiple(() =>
        {
            Assert.That(Shown(technique, isReal: true, 0), Is.EqualTo(Samples.Select(x => x + 0.5f)));
            Assert.That(Shown(technique, isReal: false, 0), Is.EqualTo(Samples));
        });
    }

    // Of 10,000 draws: the mean of N(0, s²) deviates by s/100, the variance by a factor of 1 ± 0.014; four of each are allowed.
    [Test]
    public void Noise_IsCentredHasTheGivenSpreadAndIsFreshEveryUpdate()
    {
        using var scope = NewDisposeScope();
        var technique = new InstanceNoise(Sigma: 0.1);
        float[] Noise(long step, bool isReal)
        {
            var zero = zeros([1, 5000, 2]);
            var noise = new StreamNoise([SeedStream.FromSeed(3).Derive("technique")], step);
            return technique.Rules.Shown(new Batch(zero, isReal ? null : zero, x => x, 0.5), noise).data<float>().ToArray();
        }

        var (first, next, fake) = (Noise(0, true), Noise(1, true), Noise(0, false));

        Assert.Multiple(() =>
        {
            Assert.That(first.Average(), Is.EqualTo(0).Within(0.05 * 0.04));
            Assert.That(first.Average(x => x * x), Is.EqualTo(0.05 * 0.05).Within(0.05 * 0.05 * 0.06));
            Assert.That(first.Zip(next, (a, b) => a * b).Average(), Is.EqualTo(0).Within(0.05 * 0.05 * 0.04), "another update");
            Assert.That(first.Zip(fake, (a, b) => a * b).Average(), Is.EqualTo(0).Within(0.05 * 0.05 * 0.04), "the other side");
        });
    }

    // D = ψ x and G = g: softplus(-ψ (g + s ε)) has the slope -ψ sigmoid(-ψ (g + s ε)) in g; here ε = -2, s = 0.5, g = 0.
    [TestCase(1.5)]
    [TestCase(-0.7)]
    public void GeneratorGradient_OnDiracGan_IsTakenAtTheNoisySample(double psi)
    {
        using var scope = NewDisposeScope();
        var technique = new InstanceNoise(Sigma: 0.5);
        var g = zeros([1, 1, 1]).requires_grad_();

        var shown = technique.Rules.Shown(new Batch(g, zeros([1, 1, 1]), x => x, 0), new Constants());
        var gradient = autograd.grad([technique.Rules.GeneratorLoss((psi * shown).squeeze(2)).sum()], [g])[0].item<float>();

        Assert.That(gradient, Is.EqualTo(-psi / (1 + Math.Exp(psi * (0 - 1.0)))).Within(1e-6));
    }

    private static float[] Shown(InstanceNoise technique, bool isReal, double progress)
    {
        var samples = tensor(Samples, [1, 2, 2]);
        var batch = new Batch(samples, isReal ? null : samples, x => x, progress);
        return technique.Rules.Shown(batch, new Constants()).data<float>().ToArray();
    }

    private sealed class Constants : Noise
    {
        public override Tensor Uniform(string name, params long[] shape) => throw new NotSupportedException();

        public override Tensor Normal(string name, params long[] shape) =>
            full(shape, name == "real" ? 1 : name == "fake" ? -2 : float.NaN);
    }
}
