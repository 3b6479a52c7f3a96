using GanBench.Statistics;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Statistics;

[TestFixture]
public sealed class InterquartileMeanTest
{
    // The inputs are float32 numbers written in full; only the order of adding differs from scipy's.
    [Test]
    public void InterquartileMean_OfTheGoldenValues_EqualsScipy()
    {
        var golden = Golden.Read("statistics");

        Assert.That(
            InterquartileMean.Of(golden.Numbers("a")), Is.EqualTo(golden.Number("iqm_a")).Within(1e-15));
    }

    [TestCase(new[] { 5.0 }, 5)]
    [TestCase(new[] { 1.0, 2, 6 }, 3)]
    [TestCase(new[] { 100.0, 2, -50, 4 }, 3)]
    [TestCase(new[] { 8.0, 1, 2, 3, 4, 5, 6, 7 }, 4.5)]
    public void InterquartileMean_OfFewValues_EqualsTheHandCount(double[] values, double expected) =>
        Assert.That(InterquartileMean.Of(values), Is.EqualTo(expected));

    // In doubles 0.8 + 0.8 + 0.8 is 2.4000000000000004, a third of which is above 0.8.
    [TestCase(0.8), TestCase(0.1), TestCase(-0.7)]
    public void InterquartileMean_OfEqualValues_IsTheirValue(double value) =>
        Assert.That(InterquartileMean.Of([value, value, value]), Is.EqualTo(value));

    [Test]
    public void InterquartileMean_OfPermutedValues_HasTheSameBits() =>
        Assert.That(InterquartileMean.Of([0.1, 0.2, 0.3, 0.7, 1e9]), Is.EqualTo(InterquartileMean.Of([0.7, 1e9, 0.3, 0.1, 0.2])));

    [Test]
    public void InterquartileMean_OfNothingOrNaN_IsNaN()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(InterquartileMean.Of([]), Is.NaN);
            Assert.That(InterquartileMean.Of([1, 2, 3, 4, double.NaN]), Is.NaN);
        }
    }
}
