using GanBench.Experiments.Profiles;
using GanBench.Randomness;
using GanBench.Training.Networks;

namespace GanBench.Training.Tests.Networks;

public sealed class InitialisationTest
{
    [TestCase(16, 128)]
    [TestCase(128, 128)]
    [TestCase(128, 2)]
    [TestCase(128, 1)]
    public void Orthogonal_RowsOrColumnsOfTheShorterSide_AreOrthonormalTimesTheGain(int rows, int columns)
    {
        var matrix = new float[rows * columns];
        new Orthogonal(1.4).Fill(SeedStream.FromSeed(7), [rows, columns], matrix);

        for (var i = 0; i < Math.Min(rows, columns); i++)
            for (var j = 0; j <= i; j++)
            {
                var dot = Enumerable.Range(0, Math.Max(rows, columns)).Sum(k => (double)At(i, k) * At(j, k));

                // Rounded to float32 at the end: 128 terms of 1e-2 with relative error 6e-8.
                Assert.That(dot, Is.EqualTo(i == j ? 1.4 * 1.4 : 0).Within(1e-6), $"{i}, {j}");
            }

        float At(int i, int k) => rows <= columns ? matrix[(i * columns) + k] : matrix[(k * columns) + i];
    }

    [Test]
    public void Orthogonal_OfSomethingElseThanAMatrix_IsRefused() => Assert.That(
        () => new Orthogonal(1).Fill(SeedStream.FromSeed(0), [8], new float[8]),
        Throws.ArgumentException.With.Message.Contains("1 dimensions"));

    // 20,000 draws: the standard error of the mean is s / 141, of the deviation s / 200; five of them are allowed.
    [Test]
    public void Gaussian_HasTheStandardDeviationItNames()
    {
        var values = new float[20_000];
        new Gaussian(0.25).Fill(SeedStream.FromSeed(7), [20_000], values);

        Assert.Multiple(() =>
        {
            Assert.That(values.Average(), Is.EqualTo(0).Within(5 * 0.25 / 141));
            Assert.That(Math.Sqrt(values.Average(value => value * value)), Is.EqualTo(0.25).Within(5 * 0.25 / 200));
        });
    }

    // Of filters [F, C, 4, 4], the matrix [F, C 16] has orthonormal rows or columns, whichever are fewer.
    [TestCase(8, 3)]
    [TestCase(64, 2)]
    public void Orthogonal_OfFilters_IsThatOfTheirMatrix(int filters, int channels)
    {
        var (ofFilters, ofMatrix) = (new float[filters * channels * 16], new float[filters * channels * 16]);

        new Orthogonal(0.8).Fill(SeedStream.FromSeed(7), [filters, channels, 4, 4], ofFilters);
        new Orthogonal(0.8).Fill(SeedStream.FromSeed(7), [filters, channels * 16], ofMatrix);

        Assert.That(ofFilters, Is.EqualTo(ofMatrix));
    }

    // He: gain sqrt(2 / inputs). Glorot: uniform, so the deviation is the bound over sqrt(3), gain sqrt(2 / (inputs + outputs)). 20,480
    // draws: five standard errors of s / 202 are allowed.
    [TestCase(InitialisationKind.He, new long[] { 128, 160 }, 128)]
    [TestCase(InitialisationKind.He, new long[] { 40, 32, 4, 4 }, 512)]
    [TestCase(InitialisationKind.Glorot, new long[] { 128, 160 }, 288)]
    [TestCase(InitialisationKind.Glorot, new long[] { 40, 32, 4, 4 }, 1152)]
    public void Of_ASidesSettings_HasTheDeviationOfThePaper(InitialisationKind kind, long[] shape, int units)
    {
        var values = new float[20_480];
        var side = Known.Points.Generator with { Initialisation = kind, Gain = 0.5 };
        Initialisation.Of(side).Fill(SeedStream.FromSeed(7), [.. shape], values);

        var deviation = 0.5 * Math.Sqrt(2.0 / units);
        Assert.Multiple(() =>
        {
            Assert.That(values.Average(), Is.EqualTo(0).Within(5 * deviation / 143));
            Assert.That(Math.Sqrt(values.Average(value => (double)value * value)), Is.EqualTo(deviation).Within(5 * deviation / 202));
            if (kind == InitialisationKind.Glorot)
                Assert.That(values.Max(Math.Abs), Is.EqualTo(deviation * Math.Sqrt(3)).Within(0.1).Percent, "the bound");
        });
    }

    [Test]
    public void Of_NormalAndOrthogonal_HasDeviationAndGain() => Assert.Multiple(() =>
    {
        var side = Known.Points.Generator with { Gain = 0.8, Deviation = 0.05 };
        Assert.That(Initialisation.Of(side), Is.EqualTo(new Orthogonal(0.8)));
        Assert.That(Initialisation.Of(side with { Initialisation = InitialisationKind.Normal }), Is.EqualTo(new Gaussian(0.05)));
    });
}
