using System.Xml.Linq;
using GanBench.Datasets;
using GanBench.Numerics;
using GanBench.Reports.Figures;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Reports.Tests.Figures;

public class ModeScatterTest
{
    [Test]
    public void ToSvg_OfTheExample_IsAsApproved()
    {
        ApprovedText.Check("mode-scatter.svg", Scatter(Ring(), [1, 0, 0.99f, -0.01f, 5, 5, float.NaN, 0]).ToSvg());
    }

    [Test]
    public void ToSvg_OfEightModes_HasACircleForEachAndTheLegend() =>
        Assert.That(Elements(Scatter(Ring(), [1, 0]).ToSvg(), "circle"), Has.Count.EqualTo(9));

    // The frame is 1.3 * (1 + 3 * 0.3) to each side, so three sigma are 0.9 / 4.94 of its 328 pixels.
    [Test]
    public void ToSvg_OfWideModes_DrawsThreeSigma()
    {
        var radius = Elements(Scatter(Ring(sigma: 0.3), [1, 0]).ToSvg(), "circle")[^1].Attribute("r")!.Value;

        Assert.That(double.Parse(radius), Is.EqualTo(0.9 / 4.94 * 328).Within(0.01));
    }

    [Test]
    public void ToSvg_OfManyPoints_ShowsFiveHundred()
    {
        var crosses = Elements(Scatter(Ring(), [.. Enumerable.Repeat(0.5f, 2 * 700)]).ToSvg(), "path")[^1].Attribute("d")!.Value;

        Assert.That(crosses.Count(character => character == 'M'), Is.EqualTo(500));
    }

    [Test]
    public void ToSvg_OfASinglePointMode_HasAFrame() =>
        Assert.That(
            new ModeScatter("", new PointModes(new Samples(new float[] { 3, 4 }, 2), 1), [new ScatterPanel("", "", null)]).ToSvg(),
            Does.Not.Contain("NaN"));

    [Test]
    public void ToSvg_OfTextWithMarks_IsStillXml()
    {
        var svg = new ModeScatter("<&\"'>\u0001", Ring(), [new ScatterPanel("a < b & c", "]]>", null)]).ToSvg();

        Assert.That(Elements(svg, "text").Select(text => text.Value), Does.Contain("a < b & c").And.Contain("]]>"));
    }

    [Test]
    public void ToSvg_OfPointsInThreeDimensions_Throws() =>
        Assert.That(
            () => new ModeScatter("", Ring(), [new ScatterPanel("", "", new Samples(new float[3], 3))]).ToSvg(), Throws.ArgumentException);

    private static ModeScatter Scatter(PointModes modes, float[] points) =>
        new("ring8", modes, [new ScatterPanel("ns-gan", "seed 0: 1 of 8 modes at share", new Samples(points, 2))]);

    internal static List<XElement> Elements(string svg, string name) =>
        [.. XDocument.Parse(svg).Descendants(XName.Get(name, "http://www.w3.org/2000/svg"))];
}
