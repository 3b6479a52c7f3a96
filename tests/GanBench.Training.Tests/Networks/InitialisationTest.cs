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
        () => new Orthogonal(1).Fill(SeedStream.FromSeed(0), [2, 2, 2], new float[8]), Throws.ArgumentException.With.Message.Contains("3 dimensions"));

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
}
