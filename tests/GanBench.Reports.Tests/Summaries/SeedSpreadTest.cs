using GanBench.Reports.Summaries;

namespace GanBench.Reports.Tests.Summaries;

public class SeedSpreadTest
{
    [Test]
    public void Of_SymmetricValues_CentresOnTheMiddle()
    {
        Assert.That(SeedSpread.Of([8, 6, 7]), Is.EqualTo(new SeedSpread(7, 6, 8, 3, 3)));
        Assert.That(SeedSpread.Of([5]), Is.EqualTo(new SeedSpread(5, 5, 5, 1, 1)));
    }

    // The middle four of 0, 1, 2, 3, 4, 5, 6 and 1000 are 2, 3, 4 and 5.
    [Test]
    public void Of_EightValuesWithAnOutlier_LeavesItOutOfTheCentreOnly() =>
        Assert.That(SeedSpread.Of([1000, 1, 2, 3, 4, 5, 6, 0]), Is.EqualTo(new SeedSpread(3.5, 0, 1000, 8, 8)));

    [Test]
    public void Of_UndefinedValues_CountsThem()
    {
        Assert.That(SeedSpread.Of([double.NaN, 2, 2]), Is.EqualTo(new SeedSpread(2, 2, 2, 2, 3)));
        Assert.That(SeedSpread.Of([double.NaN]), Is.EqualTo(new SeedSpread(double.NaN, double.NaN, double.NaN, 0, 1)));
        Assert.That(SeedSpread.Of([]).Seeds, Is.Zero);
    }

    [Test]
    public void Median_OfOddEvenAndNone_IsTheMiddle()
    {
        Assert.That(SeedSpread.Median([9, 1, 2]), Is.EqualTo(2));
        Assert.That(SeedSpread.Median([9, 1, 2, 4]), Is.EqualTo(3));
        Assert.That(SeedSpread.Median([]), Is.NaN);
    }
}
