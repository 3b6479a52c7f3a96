using GanBench.Statistics;

namespace GanBench.Tests.Statistics;

public sealed class PerformanceProfileTest
{
    [Test]
    public void Of_AFewRuns_EqualsTheHandCount()
    {
        var profile = PerformanceProfile.Of([[0, 0.5, 1], [0.5]], [0, 0.25, 0.5, 0.75, 1], Bootstrap.ForTables());

        Assert.That(profile.Select(point => point.Share), Is.EqualTo(new[] { 1, 0.75, 0.75, 0.25, 0.25 }), "a score of 0.5 counts at 0.5");
        Assert.That(profile.Select(point => point.Threshold), Is.EqualTo(new[] { 0, 0.25, 0.5, 0.75, 1 }));
    }

    // The second task never varies: of 4 runs it always has one at 0.5. The three of the first are all 0, or all above, in 1 and 8 of 27
    // resamples.
    [Test]
    public void Of_AFewRuns_HasBandsThatResampleEachTaskAlone()
    {
        var profile = PerformanceProfile.Of([[0, 0.5, 1], [0.5]], [0, 0.5, 1], Bootstrap.ForTables());

        Assert.That(profile.Select(point => point.Band), Is.EqualTo(new Interval[] { new(1, 1), new(0.25, 1), new(0, 0.75) }));
    }

    // 20 runs of which half reach τ: the count at τ is binomial with n = 20, p = ½, whose 2.5 % and 97.5 % points are 6 and 14
    // (cumulative 0.0207 at 5, 0.0577 at 6).
    [Test]
    public void Of_TwentyRuns_HasTheBinomialBand()
    {
        var point = PerformanceProfile.Of([[.. Enumerable.Range(0, 20).Select(i => i % 2 * 1.0)]], [0.5], Bootstrap.ForTables()).Single();

        Assert.That(point, Is.EqualTo(new ProfilePoint(0.5, 0.5, new Interval(0.3, 0.7))));
    }

    [Test]
    public void Of_Nothing_IsAnError() =>
        Assert.That(() => PerformanceProfile.Of([[]], [0.5], Bootstrap.ForTables()), Throws.ArgumentException);
}
