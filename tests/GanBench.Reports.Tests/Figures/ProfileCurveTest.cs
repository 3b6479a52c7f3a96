using System.Collections.Immutable;
using GanBench.Reports.Figures;
using GanBench.Statistics;

namespace GanBench.Reports.Tests.Figures;

public class ProfileCurveTest
{
    // The plot is 628 wide from 64 on; with one line of legend it is 270 high above 367.
    [Test]
    public void ToSvg_OfAProfile_DrawsItsLineAndItsBand()
    {
        var svg =
            new ProfileCurve("all", [new ProfileSeries("ns-gan", [Point(0, 1, 1, 1), Point(0.5, 0.5, 0, 1), Point(1, 0, 0, 0.5)])]).ToSvg();

        Assert.That(Lines(svg).Single(), Is.EqualTo("M64 97L378 232L692 367"));
        Assert.That(ModeScatterTest.Elements(svg, "path").Single(path => path.Attribute("fill-opacity") is not null).Attribute("d")!.Value,
            Is.EqualTo("M64 97L378 97L692 232L692 367L378 367L64 97Z"));
    }

    [Test]
    public void ToSvg_OfALevelLine_LeavesOutWhatLiesOnIt()
    {
        var svg = new ProfileCurve(
            "all", [new ProfileSeries("a", [Point(0, 1, 1, 1), Point(0.25, 1, 1, 1), Point(0.5, 1, 1, 1), Point(1, 0, 0, 0)])]).ToSvg();

        Assert.That(Lines(svg).Single(), Is.EqualTo("M64 97L378 97L692 367"));
    }

    [Test]
    public void ToSvg_OfManyTechniques_NamesSixAndCountsTheOthers()
    {
        var svg = new ProfileCurve(
            "all", [.. Enumerable.Range(0, 9).Select(i => new ProfileSeries($"t{i}", [Point(0, 1, 1, 1), Point(1, 0, 0, 0)]))]).ToSvg();

        var texts = ModeScatterTest.Elements(svg, "text").Select(text => text.Value).ToList();
        Assert.That(texts, Is.SupersetOf(new[] { "t0", "t5", "the other 3" }).And.Not.Contain("t6"));
        Assert.That(ModeScatterTest.Elements(svg, "path").Count(path => path.Attribute("fill-opacity") is not null), Is.EqualTo(6));
    }

    [Test]
    public void ToSvg_OfNothing_IsAnEmptyPlot() =>
        Assert.That(new ProfileCurve("all", ImmutableArray<ProfileSeries>.Empty).ToSvg(), Does.Contain("runs").And.Not.Contain("NaN"));

    private static ProfilePoint Point(double threshold, double share, double lower, double upper) =>
        new(threshold, share, new Interval(lower, upper));

    private static IEnumerable<string> Lines(string svg) =>
        ModeScatterTest.Elements(svg, "path")
            .Where(path => path.Attribute("stroke-linejoin") is not null)
            .Select(path => path.Attribute("d")!.Value);
}
