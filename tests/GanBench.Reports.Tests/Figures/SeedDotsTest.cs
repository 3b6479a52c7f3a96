using GanBench.Reports.Figures;
using GanBench.Statistics;

namespace GanBench.Reports.Tests.Figures;

public class SeedDotsTest
{
    [Test]
    public void ToSvg_OfTwoSeedsAndADivergedOne_HasTwoDotsACrossALineAndABar()
    {
        var svg =
            new SeedDots("ring8", 8, [new SeedDotRow("ns-gan", false, [4, 8, double.NaN], 4, new Interval(0, 8))]).ToSvg();

        // The label "ns-gan" is 6 · 12 · 0.58 = 41.76 wide and a cross needs 14, so the axis runs from 16 + 41.76 + 12 + 14 = 83.76 to 692
        // over 8 modes; the row's middle is at 84.
        Assert.That(
            ModeScatterTest.Elements(svg, "circle").Select(dot => (dot.Attribute("cx")!.Value, dot.Attribute("cy")!.Value)),
            Is.EqualTo(new[] { ("387.88", "84"), ("692", "84") }));
        Assert.That(Paths(svg), Does.Contain("M73.36 80.6l7 7m0 -7l-7 7"), "the cross left of 0");
        Assert.That(Paths(svg), Does.Contain("M387.88 76v16").And.Contain("M83.76 84H692"), "centre and interval");
    }

    [Test]
    public void ToSvg_OfEqualSeeds_StacksThem()
    {
        var svg = new SeedDots("ring8", 8, [new SeedDotRow("a", false, [8, 8, 8], 8, new Interval(8, 8))]).ToSvg();

        Assert.That(
            ModeScatterTest.Elements(svg, "circle").Select(dot => dot.Attribute("cy")!.Value), Is.EqualTo(new[] { "80", "84", "88" }));
    }

    [Test]
    public void ToSvg_OfAControl_StandsApartAndInGrey()
    {
        var svg = new SeedDots(
            "ring8",
            8,
            [new SeedDotRow("a", false, [], double.NaN, Interval.None), new SeedDotRow("b", true, [8], 8, Interval.None)]).ToSvg();

        Assert.That(
            ModeScatterTest.Elements(svg, "text").Single(text => text.Value == "b").Attribute("y")!.Value, Is.EqualTo("116"),
            "20 for the row and 8 for the gap below 88");
        Assert.That(ModeScatterTest.Elements(svg, "circle").Single().Attribute("stroke")!.Value, Is.EqualTo(Svg.Faint));
        Assert.That(svg, Does.Not.Contain("NaN"));
    }

    private static IEnumerable<string> Paths(string svg) =>
        ModeScatterTest.Elements(svg, "path").Select(path => path.Attribute("d")!.Value);
}
