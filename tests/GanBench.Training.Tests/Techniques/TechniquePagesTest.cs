using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Text;
using GanBench.Definitions;
using GanBench.Reports.Page;
using GanBench.Reports.Tables;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// The pages in docs/techniques against the catalogue. With GANBENCH_APPROVE=1 measured costs are written into the pages and into the table
/// of all.
/// </summary>
public sealed partial class TechniquePagesTest
{
    private const int LineWidth = 140;
    private const string Token = "{cost}";
    private const string Baseline = "ns-gan";

    private static readonly bool Approve = Environment.GetEnvironmentVariable("GANBENCH_APPROVE") == "1";

    private static readonly string Folder =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "techniques"));

    private static IEnumerable<string> Names => KnownTechniques.All.Select(known => known.Definition.Name);

    private static IEnumerable<string> Pages => KnownTechniques.All.Select(known => TechniquePage.NameOf(known.Definition.Name)).Distinct();

    [TestCaseSource(nameof(Pages))]
    public void Page_IsBuiltInAndTellsEverythingInOrder(string name)
    {
        var page = TechniquePage.Find(name);

        Assert.That(page, Is.Not.Null, $"docs/techniques/{name}.md is missing, or the program was not built since it was written");
        Assert.Multiple(() =>
        {
            Assert.That(page!.Name, Is.EqualTo(name));
            Assert.That(page.Title, Is.Not.Empty);
            Assert.That(TechniquePage.Headings.Except(page.Sections.Keys), Is.Empty, "sections that are missing");
            Assert.That(page.Sections.Values, Is.All.Not.Empty);
            Assert.That(SectionStart().Matches(Read(name)).Select(start => start.Value), Is.Unique, "sections that come twice");
        });
    }

    [TestCaseSource(nameof(Names))]
    public void Page_NamesTheCataloguesPaperAndEveryParameterWithItsDefault(string name)
    {
        var known = KnownTechniques.All.Single(known => known.Definition.Name == name);
        var page = TechniquePage.Parse(Read(TechniquePage.NameOf(known.Definition.Name)));
        var rows = ParameterRow().Matches(page.Sections[TechniquePage.Parameters])
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        var ofTheFamily =
            Family(TechniquePage.NameOf(name)).SelectMany(one => one.Definition.Parameters).Select(parameter => parameter.Name);

        Assert.Multiple(() =>
        {
            Assert.That(ArXivId().Match(page.Sections["Source"]).Groups[1].Value, Is.EqualTo(known.Definition.Source!.ArXiv));
            foreach (var parameter in known.Definition.Parameters)
            {
                Assert.That(rows, Does.ContainKey(parameter.Name));
                Assert.That(
                    double.Parse(rows.GetValueOrDefault(parameter.Name, "nan"), CultureInfo.InvariantCulture),
                    Is.EqualTo(((Definitions.SettingValue.Number)parameter.Default!).Value),
                    parameter.Name);
            }

            Assert.That(rows.Keys.Except(ofTheFamily), Is.Empty, "no such parameter");
        });
    }

    [TestCaseSource(nameof(Names))]
    public void Page_NamesTheSettingsThatTheTechniqueBrings(string name)
    {
        var known = KnownTechniques.All.Single(known => known.Definition.Name == name);
        var settings = OwnSettings().Match(TechniquePage.Parse(Read(TechniquePage.NameOf(name))).Sections[TechniquePage.Parameters]).Value;
        var named = OwnSetting().Matches(settings).ToDictionary(setting => setting.Groups[1].Value, setting => setting.Groups[2].Value);

        Assert.That(named.Keys, Is.EquivalentTo(known.Default.Changes.Settings.Keys));
        // k: the name says it.
        foreach (var (setting, value) in known.Default.Changes.Settings.Where(setting => named[setting.Key] != "k"))
        {
            Assert.That(
                value is SettingValue.Number ? double.Parse(named[setting], CultureInfo.InvariantCulture) : (SettingValue)named[setting],
                Is.EqualTo(value), setting);
        }
    }

    [Test]
    public void Folder_HasNoPageOfATechniqueThatIsNotInTheCatalogue() =>
        Assert.That(
            Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).Except(Pages), Is.EqualTo(new[] { "README" }));

    [TestCaseSource(nameof(Pages))]
    public void Page_TellsTheMeasuredCost(string name)
    {
        var (file, figure) = (Path.Combine(Folder, name + ".md"), Figure(name));
        var text = File.ReadAllText(file);
        var paragraph = CostParagraph().Match(text);
        var words = Blanks().Replace(paragraph.Value, " ");
        if (Approve && !words.Contains(figure, StringComparison.Ordinal))
        {
            var filled = words.Contains(Token, StringComparison.Ordinal)
                ? words.Replace(Token, figure, StringComparison.Ordinal)
                : OldFigure(name).Replace(words, figure);
            File.WriteAllText(file, text.Replace(paragraph.Value, Wrap(filled), StringComparison.Ordinal));
            words = filled;
        }

        Assert.That(words, Does.Contain(figure), $"docs/techniques/{name}.md: put {Token} where the figure belongs, then "
            + "run this test with GANBENCH_APPROVE=1 and read what it wrote.");
        Assert.That(words, Does.Not.Contain(Token));
    }

    [Test]
    public void Table_OfAllTechniques_HasTheMeasuredCosts()
    {
        var file = Path.Combine(Folder, "README.md");
        var (text, table) = (File.ReadAllText(file), Table());
        var present = TechniqueTable().Match(text).Value;
        if (Approve && present != table)
            File.WriteAllText(file, text.Replace(present, table, StringComparison.Ordinal));
        else
            Assert.That(
                present, Is.EqualTo(table), "If the new costs are right, run this test with GANBENCH_APPROVE=1 and read what it wrote.");
    }

    /// <summary>
    /// <c>2.4 x ns-gan on ring8 (126.7 M operations a generator step; ns-gan 52.8 M)</c>, or so of each member of a family.
    /// </summary>
    private static string Figure(string page)
    {
        var family = Family(page).Select(known => known.Definition.Name).ToList();
        var costs = family.Select(name => StepCost.Of(name, "ring8")!.Value).ToList();
        var baseline = StepCost.Of(Baseline, "ring8")!.Value;
        if (page == Baseline)
            return $"{Operations.Text(baseline)} operations a generator step on ring8";
        var ratios =
            family.Zip(costs, (name, cost) => family.Count == 1 ? $"{Ratio(cost / baseline)} x" : $"{name} {Ratio(cost / baseline)} x");
        var operations = string.Join(", ", costs.Select(Operations.Text));
        return $"{string.Join(", ", ratios)} {Baseline} on ring8 "
            + $"({operations} operations a generator step; {Baseline} {Operations.Text(baseline)})";
    }

    /// <summary>What <see cref="Figure"/> wrote when the costs or the family were others.</summary>
    private static Regex OldFigure(string page)
    {
        var names = string.Join('|', Family(page).Select(known => Regex.Escape(known.Definition.Name)));
        return new Regex(page == Baseline
            ? @"[\d.,]+ [kMGT] operations a generator step on ring8"
            : $@"(?:(?:{names}) )?[\d.,]+ x(?:, [a-z0-9-]+ [\d.,]+ x)* {Baseline} on ring8 \([^()]* operations a generator step; [^()]*\)");
    }

    private static string Table()
    {
        var (points, images) = (StepCost.Of(Baseline, "ring8")!.Value, StepCost.Of(Baseline, "mnist")!.Value);
        var table =
            new StringBuilder("| technique | source | ring8 | ratio | mnist | ratio |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        foreach (var known in KnownTechniques.All)
        {
            var (name, source) = (known.Definition.Name, known.Definition.Source!);
            table.Append(CultureInfo.InvariantCulture,
                $"| [{name}]({TechniquePage.NameOf(name)}.md) | {source.Brief()}, [{source.ArXiv}](https://arxiv.org/abs/{source.ArXiv}) ");
                table.Append(CultureInfo.InvariantCulture,
                    $"| {Cells(StepCost.Of(name, "ring8"), points)} | {Cells(StepCost.Of(name, "mnist"), images)} |\n");
        }

        return table.ToString();

        static string Cells(double? cost, double baseline) =>
            cost is { } count ? $"{Operations.Text(count)} | {Ratio(count / baseline)}" : "\u2013 | \u2013";
    }

    private static string Ratio(double ratio) => ratio.ToString(ratio < 1.995 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private static IEnumerable<KnownTechnique> Family(string page) =>
        KnownTechniques.All.Where(known => TechniquePage.NameOf(known.Definition.Name) == page);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Folder, page + ".md"));

    private static string Wrap(string paragraph)
    {
        var (lines, column) = (new StringBuilder(), 0);
        foreach (var word in paragraph.Split(' '))
        {
            var fits = column + 1 + word.Length <= LineWidth;
            if (column > 0)
                lines.Append(fits ? ' ' : '\n');
            column = column > 0 && fits ? column + 1 + word.Length : word.Length;
            lines.Append(word);
        }

        return lines.ToString();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \| ([^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex ParameterRow();

    [GeneratedRegex(@"^Its own settings?, [^\n]*(?:\n[^\n]+)*", RegexOptions.Multiline)]
    private static partial Regex OwnSettings();

    [GeneratedRegex(@"`([a-z0-9.-]+)`\s+([a-z0-9.-]*[a-z0-9])")]
    private static partial Regex OwnSetting();

    [GeneratedRegex(@"^\*\*[A-Z][a-z ]*\.\*\*", RegexOptions.Multiline)]
    private static partial Regex SectionStart();

    [GeneratedRegex(@"arXiv:(\d{4}\.\d{4,5})")]
    private static partial Regex ArXivId();

    [GeneratedRegex(@"\*\*Cost\.\*\*(?:[^\n]+|\n(?!\n))*")]
    private static partial Regex CostParagraph();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?:^\|[^\n]*\n)+", RegexOptions.Multiline)]
    private static partial Regex TechniqueTable();
}
