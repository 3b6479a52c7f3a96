using GanBench.Reports.Figures;

namespace GanBench.Reports.Tests.Figures;

public class CoverageCurveTest
{
    [TestCase(0, new[] { 0 }), TestCase(1, new[] { 0, 1 }), TestCase(8, new[] { 0, 2, 4, 6, 8 })]
    [TestCase(25, new[] { 0, 5, 10, 15, 20, 25 })]
    [TestCase(1000, new[] { 0, 200, 400, 600, 800, 1000 }), TestCase(1500, new[] { 0, 500, 1000, 1500 }), TestCase(7, new[] { 0, 2, 4, 6 })]
    public void Ticks_UpToAMaximum_AreRoundAndFew(int maximum, int[] ticks) =>
        Assert.That(CoverageCurve.Ticks(maximum, most: 6), Is.EqualTo(ticks));

    [Test]
    public void Ticks_UpToTheLargestNumber_Ends() =>
        Assert.That(CoverageCurve.Ticks(int.MaxValue, most: 6).Count(), Is.LessThanOrEqualTo(7));

    [Test]
    public void ToSvg_OfTwoSeeds_HasALineForEachAndForBothMeans()
    {
        var svg = new CoverageCurve("ring8", 8, [new CoverageSeries("ns-gan",
            [[new(0, 0, 0), new(100, 2, 4)], [new(0, 0, 0), new(100, 4, double.NaN)]])]).ToSvg();

        var curves = ModeScatterTest.Elements(svg, "path")
            .Where(path => path.Attribute("stroke-linejoin") is not null)
            .Select(path => path.Attribute("d")!.Value)
            .ToList();
        Assert.That(curves, Has.Count.EqualTo(4));
        // The plot is 636 wide from 64 on; 8 modes are 224 high above 349, and the means of 2 and 4 modes at share and of 4 captured are 3
        // and 4.
        Assert.That(curves[3], Is.EqualTo("M64 349L700 265"));
        Assert.That(curves[2], Is.EqualTo("M64 349L700 237"));
    }

    [Test]
    public void ToSvg_WithoutAnyEvaluation_IsAnEmptyPlot() =>
        Assert.That(
            new CoverageCurve("ring8", 8, [new CoverageSeries("ns-gan", [])]).ToSvg(), Does.Contain("all 8 modes").And.Not.Contain("NaN"));

    [Test]
    public void ToSvg_OfManyTechniques_PutsTheLegendOnMoreLines()
    {
        var svg = new CoverageCurve(
            "ring8", 8, [.. Enumerable.Range(0, 9).Select(i => new CoverageSeries($"technique-with-a-long-name-{i}", []))]).ToSvg();

        Assert.That(
            ModeScatterTest.Elements(svg, "text").Select(text => text.Value),
            Is.SupersetOf(Enumerable.Range(0, 9).Select(i => $"technique-with-a-long-name-{i}")));
        Assert.That(ModeScatterTest.Elements(svg, "text").Select(text => (double)text.Attribute("x")!), Is.All.LessThanOrEqualTo(700));
    }
}
