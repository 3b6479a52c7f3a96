using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Tests.Profiles;

/// <summary>The tables of settings in docs/experiments.md against the settings. With GANBENCH_APPROVE=1 they are written anew.</summary>
public sealed partial class SettingsPageTest
{
    private static readonly string Page =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "experiments.md"));

    private static readonly Dictionary<string, ImmutableArray<SettingDefinition>> Tables = new()
    {
        ["Of the whole game"] = GameSettings.Whole,
        ["Of one side or of both"] = GameSettings.Side,
    };

    private static IEnumerable<string> Headings => Tables.Keys;

    [TestCaseSource(nameof(Headings))]
    public void Table_TellsEverySettingWithWhatIsAllowedAndItsDefault(string heading)
    {
        var text = File.ReadAllText(Page);
        var present = TableUnderAHeading().Matches(text).Single(match => match.Groups["heading"].Value == heading).Groups["table"];
        var table = Table(Tables[heading]);

        if (Environment.GetEnvironmentVariable("GANBENCH_APPROVE") == "1" && present.Value != table)
            File.WriteAllText(Page, text[..present.Index] + table + text[(present.Index + present.Length)..]);
        else
            Assert.That(present.Value, Is.EqualTo(table), "If the settings are right, run this test with GANBENCH_APPROVE=1.");
    }

    private static string Table(ImmutableArray<SettingDefinition> settings)
    {
        var table = new StringBuilder("| setting | allowed | default | with | what it is |\n| --- | --- | --- | --- | --- |\n");
        foreach (var setting in settings)
        {
            var with = setting.When is var (decides, values) ? $"`{decides}` {string.Join(" or ", values)}" : "";
            // A list that must not be empty is empty where it means nothing, and that is no default to rely on.
            var usual = setting.Default is { } value && setting.Allows(value) ? value : null;
            table.Append($"| `{setting.Name}` | {setting.Allowed} | {usual} | {with} | {setting.Meaning} |\n");
        }

        return table.ToString();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^### (?<heading>[^\n]*)\n\n(?<table>(?:\|[^\n]*\n)+)", RegexOptions.Multiline)]
    private static partial Regex TableUnderAHeading();
}
