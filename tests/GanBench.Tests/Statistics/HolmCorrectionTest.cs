using GanBench.Statistics;

namespace GanBench.Tests.Statistics;

public sealed class HolmCorrectionTest
{
    // By hand: 4 · 0.005, 3 · 0.01, 2 · 0.03, and 1 · 0.04 held at the one before. Products of decimals round, hence the tolerance.
    [Test]
    public void Of_FourTests_EqualsTheHandCount() =>
        Assert.That(HolmCorrection.Of([0.01, 0.04, 0.03, 0.005]), Is.EqualTo(new[] { 0.03, 0.06, 0.06, 0.02 }).Within(1e-15));

    [Test]
    public void Of_LargeValues_StopsAtOne() => Assert.That(HolmCorrection.Of([0.5, 0.6, 1]), Is.EqualTo(new[] { 1.0, 1, 1 }));

    [Test]
    public void Of_ValuesWithoutATest_DoesNotCountThem() =>
        Assert.That(HolmCorrection.Of([double.NaN, 0.25, 0.125]), Is.EqualTo(new[] { double.NaN, 0.25, 0.25 }));

    [Test]
    public void Of_NoneOrOne_ChangesNothing()
    {
        Assert.That(HolmCorrection.Of([]), Is.Empty);
        Assert.That(HolmCorrection.Of([0.1]), Is.EqualTo(new[] { 0.1 }));
    }
}
