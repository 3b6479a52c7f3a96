using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Experiments.Comparing;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.Verification;

/// <summary>The records in a folder of somebody's and in its subfolders, sorted by what can be done with them; reads only.</summary>
/// <param name="Comparable">Those that can be run again here, by file.</param>
/// <param name="NotComparable">Those that cannot, and why.</param>
/// <param name="Damaged">Files that are named as records and are none that can be trusted, and why.</param>
internal sealed partial record RecordFolder(
    ImmutableArray<ComparableRecord> Comparable,
    ImmutableArray<(string File, string Why)> NotComparable,
    ImmutableArray<(string File, string Why)> Damaged)
{
    private const int MostLines = 10;
    private const string Example = "a folder with records, such as results/reference/quick";

    /// <summary>Those of cells that failed or were skipped, and how: there is nothing to compare.</summary>
    public ImmutableArray<(string File, string Why)> WithoutResult { get; init; } = [];

    /// <summary>Files that are records, or were.</summary>
    public int Count => Comparable.Length + NotComparable.Length + Damaged.Length + WithoutResult.Length;

    /// <summary>The argument that names such a folder.</summary>
    public static Argument<string> Argument() => new RequiredArgument<string>(
        "DIR", "A folder with records, of one experiment or of several in its subfolders.", $"name {Example}", written => written[0]);

    /// <summary>
    /// Looks into a folder and its immediate subfolders but for those of claims and checkpoints; files that are not named as records are
    /// left alone.
    /// </summary>
    /// <param name="folder">A results folder, or the folder of one experiment.</param>
    /// <param name="catalogue">What can be run here.</param>
    /// <exception cref="UserMistakeException">There is no such folder, it cannot be read, or there is no record in it.</exception>
    public static RecordFolder Read(string folder, Catalogue catalogue)
    {
        try
        {
            if (!Directory.Exists(folder))
                throw new UserMistakeException($"{folder}: there is no such folder. Name {Example}.");
            var records = Sorted(folder, catalogue);
            return records.Count > 0
                ? records
                : throw new UserMistakeException($"{folder}: there are no records in this folder or in its subfolders. Name {Example}.");
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw new UserMistakeException($"{folder}: this folder cannot be read: {error.Message}");
        }
    }

    private static RecordFolder Sorted(string folder, Catalogue catalogue)
    {
        var (comparable, not, damaged) = (new List<ComparableRecord>(), new List<(string, string)>(), new List<(string, string)>());
        var without = new List<(string, string)>();
        var folders = Directory.EnumerateDirectories(folder).Where(HoldsRecords).Prepend(folder);
        foreach (var file in folders.SelectMany(Candidates).Order(StringComparer.Ordinal))
        {
            switch (new RecordStore(Path.GetDirectoryName(file)!).Read(Path.GetFileNameWithoutExtension(file)))
            {
                case RecordReading.Damaged { IsOfAnotherSchema: true } other:
                    not.Add((file, other.Reason));
                    break;
                case RecordReading.Damaged broken:
                    damaged.Add((file, broken.Reason));
                    break;
                case RecordReading.Valid { Record: { Result.Outcome.IsFinal: false } record }:
                    var how = record.Result.Outcome is RunOutcome.Failed ? "failed" : "was skipped";
                    without.Add((file, $"it {how} where it was run, so there is no result"));
                    break;
                case RecordReading.Valid { Record: var record }:
                    var obstacles = Comparability.Obstacles(record.Run, catalogue);
                    if (obstacles.IsEmpty)
                        comparable.Add(new ComparableRecord(file, record.Run));
                    else
                        not.Add((file, string.Join("; ", obstacles)));
                    break;
            }
        }

        return new RecordFolder([.. comparable], [.. not], [.. damaged]) { WithoutResult = [.. without] };
    }

    /// <summary>
    /// Some of the comparable records, by chance and yet always the same ones: those whose hash with the seed is smallest.
    /// </summary>
    /// <param name="count">How many, or fewer when there are fewer.</param>
    /// <param name="seed">Another seed chooses others.</param>
    /// <returns>They are in the order of their files.</returns>
    public ImmutableArray<ComparableRecord> Sample(int count, int seed) =>
    [
        .. Comparable
            .OrderBy(record => Hash($"{seed} {Path.GetFileName(record.File)}"), StringComparer.Ordinal)
            .Take(count)
            .OrderBy(record => record.File, StringComparer.Ordinal),
    ];

    /// <summary>Tells of the files that cannot be compared or trusted; those with the same reason in one line.</summary>
    /// <param name="screen">Where.</param>
    public void Tell(Screen screen)
    {
        Tell([.. NotComparable, .. WithoutResult], "not comparable", Tone.Warning, screen);
        Tell(Damaged, "damaged", Tone.Bad, screen);
    }

    private static void Tell(ImmutableArray<(string File, string Why)> files, string what, Tone tone, Screen screen)
    {
        var reasons = files.GroupBy(file => file.Why, StringComparer.Ordinal).ToList();
        foreach (var reason in reasons.Take(MostLines))
        {
            var others = reason.Count() == 1 ? "" : $" and {reason.Count() - 1:N0} more";
            screen.Line($"  {reason.First().File}{others}: {what}: {Words.OneLine(reason.Key)}", tone);
        }

        if (reasons.Count > MostLines)
            screen.Line($"  ... and {reasons.Count - MostLines:N0} more reasons", Tone.Faint);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // What a claim tells is in a file that is named as its cell's record is.
    private static bool HoldsRecords(string folder)
    {
        var above = Path.GetDirectoryName(folder)!;
        return folder != new CellClaims(above).Folder && folder != Path.GetDirectoryName(new RecordStore(above).CheckpointOf("any"));
    }

    private static IEnumerable<string> Candidates(string folder) =>
        Directory.EnumerateFiles(folder, "*.json").Where(file => NameOfARecord().IsMatch(Path.GetFileName(file)));

    [GeneratedRegex(@"\.s[0-9]+-[0-9a-f]{12}\.json\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameOfARecord();
}
