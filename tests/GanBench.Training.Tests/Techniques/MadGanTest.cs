using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class MadGanTest
{
    // At the paper's optimum D cannot tell anything apart but knows the proportions: 1/(k+1) for every answer. Then the discriminator's
    // loss is (k+1) log(k+1), and the generators' log(k+1).
    [TestCase(2)]
    [TestCase(4)]
    public void Losses_OfAnUndecidedDiscriminator_EqualClosedForms(int generators)
    {
        using var scope = NewDisposeScope();
        var technique = new MadGan(generators);
        var logits = full([1, 3 * generators, generators + 1], 0.7f);

        Assert.Multiple(() =>
        {
            Assert.That(
                technique.Rules.DiscriminatorLoss(logits, logits).item<float>(),
                Is.EqualTo((generators + 1) * Math.Log(generators + 1)).Within(1e-5));
            Assert.That(technique.Rules.GeneratorLoss(logits).item<float>(), Is.EqualTo(Math.Log(generators + 1)).Within(1e-6));
        });
    }

    // Log-odds: log(e^3 / (e^1 + e^2)); and two inputs that the discriminator is wholly sure of, whose probability rounds to 1, still
    // differ.
    [Test]
    public void RealScore_IsTheLogOddsOfTheRealAnswer()
    {
        using var scope = NewDisposeScope();

        var scores = new MadGan(2).Rules.RealScore(tensor([1f, 2f, 3f, 0f, 0f, 50f, 0f, 0f, 60f], [1, 3, 3])).data<float>().ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(scores[0], Is.EqualTo(3 - Math.Log(Math.Exp(1) + Math.Exp(2))).Within(1e-6));
            Assert.That(scores[2] - scores[1], Is.EqualTo(10).Within(1e-5));
        });
    }

    // Sums written out for two generators: real is answer 2, sample i comes from generator i mod 2, and each generator's mean counts once.
    [Test]
    public void Losses_EqualTheSumsWrittenOut()
    {
        using var scope = NewDisposeScope();
        double[][] real = [[0.2, -1, 2], [1, 0, -1], [0, 0.5, 3], [-2, 1, 0]];
        double[][] fake = [[2, 0, 1], [0.3, 1.2, -1], [-1, 0, 0.5], [1, 1, -2]];
        var technique = new MadGan(2);

        var discriminatorLoss = technique.Rules.DiscriminatorLoss(Tensor(real), Tensor(fake)).item<float>();
        var generatorLoss = technique.Rules.GeneratorLoss(Tensor(fake)).item<float>();

        var expected = -real.Average(row => LogSoftmax(row, 2))
            - ((LogSoftmax(fake[0], 0) + LogSoftmax(fake[2], 0)) / 2)
            - ((LogSoftmax(fake[1], 1) + LogSoftmax(fake[3], 1)) / 2);
        Assert.Multiple(() =>
        {
            Assert.That(discriminatorLoss, Is.EqualTo(expected).Within(1e-5));
            Assert.That(generatorLoss, Is.EqualTo(-fake.Average(row => LogSoftmax(row, 2))).Within(1e-5));
        });
    }

    // A generator's samples move where they are taken for real; d/dlogit of -log softmax is the answer's probability, minus 1 for the real
    // one.
    [Test]
    public void GeneratorGradient_IsTheSoftmaxMinusTheRealAnswer()
    {
        using var scope = NewDisposeScope();
        var fake = Tensor([[2, 0, 1]]).requires_grad_();

        var gradient = autograd.grad([new MadGan(2).Rules.GeneratorLoss(fake).sum()], [fake])[0].data<float>().ToArray();

        double[] expected =
            [Math.Exp(LogSoftmax([2, 0, 1], 0)), Math.Exp(LogSoftmax([2, 0, 1], 1)), Math.Exp(LogSoftmax([2, 0, 1], 2)) - 1];
        Assert.That(gradient, Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Networks_AreKGeneratorsAndADiscriminatorWithOneMoreAnswer()
    {
        var technique = new MadGan(3);
        var networks = Known.Points.For(new Datasets.Ring(), technique.Rules);

        Assert.Multiple(() =>
        {
            Assert.That(technique.Rules.Generator(networks).Layout.Count, Is.EqualTo(3 * networks.Generator().Layout.Count));
            Assert.That(technique.Rules.Discriminator(networks).Layout.Blocks[^1].Shape, Is.EqualTo(new long[] { 1, 4 }));
        });
    }

    [Test]
    public void ConflictWith_PenaltiesAndPacks_SaysWhy()
    {
        Assert.Multiple(() =>
        {
            Assert.That(new MadGan().ConflictWith(new WganGp()), Does.Contain("penalty"));
            Assert.That(new MadGan().ConflictWith(new Packs()), Does.Contain("several generators"));
            Assert.That(new MadGan().ConflictWith(new SpectralNorm()), Is.Null);
        });
    }

    private static Tensor Tensor(double[][] rows) =>
        tensor([.. rows.SelectMany(row => row).Select(value => (float)value)], [1, rows.Length, rows[0].Length]);

    private static double LogSoftmax(double[] row, int answer) => row[answer] - Math.Log(row.Sum(Math.Exp));

    /// <summary>Shows two samples at once.</summary>
    private sealed record Packs : Technique
    {
        public override string Summary => "A test's.";

        public override Definitions.Citation Source => new NsGan().Source;

        public override Changes Changes => new() { SamplesPerInput = 2 };
    }
}
