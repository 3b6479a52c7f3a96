using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

/// <summary>The tables of keys in docs/experiments.md against what the parser allows.</summary>
public sealed partial class SpecPageTest
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "experiments.md"));

    // The parser names all keys that it allows when it meets one that it does not. The text says the name of datasets and techniques.
    [TestCase(0, """{ "datasets": ["ring8"], "techniques": ["ns-gan"], "?": 0 }""")]
    [TestCase(1, """{ "datasets": [{ "name": "ring8", "?": 0 }], "techniques": ["ns-gan"] }""")]
    [TestCase(2, """{ "datasets": ["ring8"], "techniques": [{ "name": "ns-gan", "?": 0 }] }""")]
    public void Table_TellsEveryKey(int table, string spec)
    {
        var allowed = Allowed().Match(Read(spec).Problems.Single().Message).Groups[1].Value.Split(", ");

        Assert.That(Keys(table), Is.EqualTo(table == 0 ? allowed : allowed.Where(key => key != "name")).AsCollection);
    }

    private static IEnumerable<string> Keys(int table) =>
        KeyRow().Matches(KeyTable().Matches(Page)[table].Value).Select(row => row.Groups[1].Value);

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"Allowed: ([a-z, -]*)\.$")]
    private static partial Regex Allowed();

    [GeneratedRegex(@"^\| key \|[^\n]*\n(?:\|[^\n]*\n)+", RegexOptions.Multiline)]
    private static partial Regex KeyTable();

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex KeyRow();
}
