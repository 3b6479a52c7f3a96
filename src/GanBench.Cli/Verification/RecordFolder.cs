using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GanBench.Experiments.Comparing;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;

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
    /// <summary>Files that are records, or were.</summary>
    public int Count => Comparable.Length + NotComparable.Length + Damaged.Length;

    /// <summary>
    /// Looks into a folder and its immediate subfolders but for those of claims and checkpoints; files that are not named as records are
    /// left alone.
    /// </summary>
    /// <param name="folder">A results folder, or the folder of one experiment.</param>
    /// <param name="catalogue">What can be run here.</param>
    public static RecordFolder Read(string folder, Catalogue catalogue)
    {
        var (comparable, not, damaged) = (new List<ComparableRecord>(), new List<(string, string)>(), new List<(string, string)>());
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
                    not.Add((file, $"it {how} where it was run, so there is no result"));
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

        return new RecordFolder([.. comparable], [.. not], [.. damaged]);
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
