using System.Collections.Immutable;
using System.Xml.Linq;
using GanBench.Reports.Figures;

namespace GanBench.Reports.Tests.Figures;

public class CoveragePanelsTest
{
    // Panels are (720 - 48 - 16 - 3 * 14) / 4 = 153.5 wide from 48 on and 84 high; the second begins at 48 + 153.5 + 14 = 215.5, and both
    // end at 64 + 18 + 84 = 166. Of 8 modes, 2 and 4 are 21 and 42 high.
    [Test]
    public void ToSvg_OfTwoTechniques_DrawsSeedsMeanAndTheBaselineBehindTheOther()
    {
        var svg = Panels([Series("ns-gan", [2]), Series("r1", [2, 4])], "ns-gan").ToSvg();

        var curves = Curves(svg);
        Assert.That(curves.Select(path => path.Attribute("d")!.Value), Is.EqualTo(new[]
        {
            "M48 166L201.5 145", "M48 166L201.5 145",
            "M215.5 166L369 145", "M215.5 166L369 145", "M215.5 166L369 124", "M215.5 166L369 134.5",
        }));
        Assert.That(
            curves.Select(path => path.Attribute("stroke-width")!.Value), Is.EqualTo(new[] { "0.8", "2.2", "2", "0.8", "0.8", "2.2" }));
        Assert.That(curves[2].Attribute("stroke")!.Value, Is.EqualTo("#a8a8a8"), "the baseline's mean in the other's panel");
    }

    [Test]
    public void ToSvg_WithoutABaseline_HasNoGreyLineAndSpeaksOfNone()
    {
        var svg = Panels([Series("r1", [2]), Series("r1-r2", [4])], null).ToSvg();

        Assert.That(Curves(svg), Has.Count.EqualTo(4));
        Assert.That(svg, Does.Not.Contain("grey"));
    }

    [TestCase(7), TestCase(8), TestCase(9), TestCase(37)]
    public void ToSvg_OfManyTechniques_NamesAllOfThemInsideThePicture(int techniques)
    {
        var svg = Panels(
            [.. Enumerable.Range(0, techniques).Select(i => Series($"technique-with-a-long-name-{i}", [1, 2, 3]))],
            "technique-with-a-long-name-0").ToSvg();

        var root = XDocument.Parse(svg).Root!;
        var labels = ModeScatterTest.Elements(svg, "text")
            .Where(text => text.Value.StartsWith("technique", StringComparison.Ordinal))
            .ToList();
        Assert.That(labels, Has.Count.EqualTo(techniques));
        Assert.That(labels.Select(text => (text.Attribute("x")!.Value, text.Attribute("y")!.Value)), Is.Unique);
        Assert.That(ModeScatterTest.Elements(svg, "text").Select(text => Number(text, "y")), Is.All.LessThan(Number(root, "height")));
        Assert.That(ModeScatterTest.Elements(svg, "text").Count(text => text.Value == "100"), Is.EqualTo(4), "one axis below each column");
    }

    [Test]
    public void ToSvg_OfUndefinedAndMissingEvaluations_LeavesThemOut()
    {
        var svg = Panels([new CoverageSeries("ns-gan", []), Series("r1", [double.NaN])], "ns-gan").ToSvg();

        Assert.That(Curves(svg).Select(path => path.Attribute("d")!.Value), Is.All.EqualTo("M215.5 166"));
        Assert.That(svg, Does.Not.Contain("NaN"));
    }

    private static CoveragePanels Panels(ImmutableArray<CoverageSeries> series, string? baseline) => new("ring8", 8, series, baseline);

    /// <summary>Seeds that start with no mode and hold some after 100 steps.</summary>
    private static CoverageSeries Series(string label, double[] seeds) =>
        new(label, [.. seeds.Select(modes => (ImmutableArray<CoveragePoint>)[new(0, 0, 0), new(100, modes, modes)])]);

    private static List<XElement> Curves(string svg) =>
        [.. ModeScatterTest.Elements(svg, "path").Where(path => path.Attribute("stroke-linejoin") is not null)];

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value);
}
