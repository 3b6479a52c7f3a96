using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using GanBench.Experiments.Specs;

namespace GanBench.Training.Tests;

/// <summary>The specs in docs/experiments.md are accepted as they stand, and make as many cells as the page says.</summary>
public sealed partial class ExperimentsPageTest
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "experiments.md"));

    private static IEnumerable<TestCaseData> Examples => Example().Matches(Page).Select(example => new TestCaseData(
        example.Groups["json"].Value, int.Parse(example.Groups["cells"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));

    [TestCaseSource(nameof(Examples))]
    public void Spec_OfThePage_MakesTheCellsThatThePageSays(string json, int cells)
    {
        var reading = SpecParser.Parse("mine.json", Encoding.UTF8.GetBytes(json), Catalogues.BitTorch);

        Assert.That(reading.Problems, Is.Empty, reading.Describe());
        Assert.That(Plan.From(reading.Spec!, Catalogues.BitTorch), Has.Length.EqualTo(cells));
    }

    [Test]
    public void EverySpecOfThePage_IsTried() =>
        Assert.That(Examples.Count(), Is.EqualTo(Page.Split("```json").Length - 1).And.GreaterThan(3));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"```json\n(?<json>(?:(?!```)[\s\S])*)```\n\nThis makes (?<cells>[\d,]+) cells", RegexOptions.None)]
    private static partial Regex Example();
}
