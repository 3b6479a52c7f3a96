using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using GanBench.Experiments.Plans;
using GanBench.Files;

namespace GanBench.Experiments.Records;

/// <summary>The records of one experiment on disk, one file per run: <c>results/&lt;experiment&gt;/&lt;id&gt;.json</c>.</summary>
/// <param name="folder">The experiment's folder; made when the first record is written.</param>
public sealed partial class RecordStore(string folder)
{
    /// <summary>The experiment's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Where the record of a run is or would be.</summary>
    /// <param name="id">The run's id.</param>
    public string FileOf(string id) => Path.Combine(Folder, CheckedId(id) + ".json");

    /// <summary>Where the state of a run in training is kept until its record is written.</summary>
    /// <param name="id">The run's id.</param>
    public string CheckpointOf(string id) => Path.Combine(Folder, "checkpoints", CheckedId(id) + ".checkpoint");

    /// <summary>The bytes of a record's file: the same record gives the same bytes.</summary>
    /// <param name="record">The record.</param>
    public static byte[] Bytes(RunRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Readable), (byte)'\n'];

    /// <summary>Writes a record, replacing an earlier one of the same run; whole or not at all.</summary>
    /// <param name="record">The record.</param>
    public void Write(RunRecord record) => WholeFile.Write(FileOf(record.Id), Bytes(record));

    /// <summary>Reads what there is for a run, and changes nothing.</summary>
    /// <param name="id">The run's id.</param>
    public RecordReading Read(string id)
    {
        var file = FileOf(id);
        try
        {
            // Asked first because exceptions are slow, and most runs of a large plan are missing.
            return File.Exists(file) ? Check(id, File.ReadAllBytes(file)) : new RecordReading.Missing();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new RecordReading.Missing();   // another run has just moved it out of the way
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            return new RecordReading.Damaged($"it cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads what there is for a plan, and changes nothing.</summary>
    /// <param name="plan">The plan.</param>
    public RecordSet Load(ImmutableArray<PlannedRun> plan) => plan
        .Select(run => run.Id())
        .Select(id => (Id: id, Reading: Read(id)))
        .Aggregate(RecordSet.Empty, (set, read) => read.Reading switch
        {
            RecordReading.Valid valid => set.With(valid.Record),
            RecordReading.Damaged damaged => set.WithDamaged(read.Id, damaged.Reason),
            _ => set,
        });

    /// <summary>
    /// Records in the folder that are none of a plan's: of an earlier version of the spec or of GanBench. They are left alone.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <returns>
    /// How many there are, and what the first is, for people: its schema where that is another, else what it is a record of; null without
    /// any.
    /// </returns>
    public (int Count, string Example)? Strangers(ImmutableArray<PlannedRun> plan)
    {
        if (!Directory.Exists(Folder))
            return null;
        var ours = plan.Select(run => run.Id()).ToHashSet(StringComparer.Ordinal);
        var strangers = Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(id => IsRecordName().IsMatch(id) && !ours.Contains(id)).Order(StringComparer.Ordinal).ToList();
        return strangers.Count == 0 ? null : (strangers.Count, Read(strangers[0]) switch
        {
            RecordReading.Damaged { IsOfAnotherSchema: true } other => $"{strangers[0]}.json: {other.Reason}",
            RecordReading.Damaged damaged => $"{strangers[0]}.json: {damaged.Reason}",
            _ => $"{strangers[0]}.json",
        });
    }

    /// <summary>Moves a damaged file out of the way, so that its run can be recorded anew and nothing is lost.</summary>
    /// <param name="id">The run's id.</param>
    /// <returns>Where the file is now: <c>&lt;id&gt;.json.damaged</c>, numbered when that name is taken.</returns>
    public string SetAside(string id) => WholeFile.SetAside(FileOf(id));

    /// <summary>An id that may name a file: it leads to no other folder.</summary>
    internal static string CheckedId(string id) => Path.GetFileName(id) == id && id.Length > 0
        ? id
        : throw new ArgumentException($"Bug in GanBench: \"{id}\" is no run's id.", nameof(id));

    private static RecordReading Check(string id, byte[] bytes)
    {
        try
        {
            if (Schema(bytes) is var schema && schema != RunRecord.CurrentSchema)
            {
                var found = schema?.ToString() ?? "missing";
                var reason = $"its schema is {found}, this version reads {RunRecord.CurrentSchema}";
                return Damaged(reason) with { IsOfAnotherSchema = schema is not null };
            }
            var record = JsonSerializer.Deserialize<RunRecord>(bytes, RecordJson.Readable);
            if (record is null)
                return Damaged("it is empty");
            if (record.Id != id)
                return Damaged($"it is the record of \"{record.Id}\", not of \"{id}\"");
            if (record.Run.Id() is var identity && identity != id)
                return Damaged($"the run that it describes is \"{identity}\", not \"{id}\"");
            if (record.Result.Digests() is var digests && digests != record.Digests)
                return Damaged($"its digests are {Written(record.Digests)}, but its result has {Written(digests)}");
            if (record.Nonsense is { } nonsense)
                return Damaged(nonsense);
            return new RecordReading.Valid(record);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            return Damaged($"it is not a record: {error.Message}");
        }

        static RecordReading.Damaged Damaged(string reason) => new(reason);

        static string Written(RecordDigests digests) => $"{Short(digests.Training)} and {Short(digests.Measurements)}";

        static string Short(string digest) => digest[..Math.Min(12, digest.Length)];
    }

    // Read by itself first: another schema fails in other ways too, and the reader should learn of the real one.
    private static int? Schema(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("schema", out var schema)
            && schema.ValueKind == JsonValueKind.Number
            && schema.TryGetInt32(out var version) ? version : null;
    }

    /// <summary>How records are named, without their ending.</summary>
    [GeneratedRegex(@"\.s[0-9]+-[0-9a-f]{12}\z", RegexOptions.CultureInvariant)]
    public static partial Regex IsRecordName();
}
