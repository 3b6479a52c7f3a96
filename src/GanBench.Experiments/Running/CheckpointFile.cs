using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using GanBench.Files;

namespace GanBench.Experiments.Running;

/// <summary>The state of one run in training on disk: it is whole or not there, and damage is noticed.</summary>
/// <remarks>
/// Little-endian: 8 bytes "GANBENCH", the format's version as int32, SHA-256 of all that follows, the header's length as int32, the header
/// (JSON: ids, step counters, trajectories, cost), then generator and discriminator: the number of arrays as int32, each as int64 count
/// and float32 values (parameters first, then the optimiser's averages); the number of powers as int32, each a float64. Last the averages
/// of the generator's weights: their number as int32, each as int64 count and float32 values.
/// </remarks>
public static class CheckpointFile
{
    /// <summary>Raised when the layout of the file changes; files of other versions are not read.</summary>
    public const int Version = 2;

    private const int PrefixLength = 8 + sizeof(int) + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "GANBENCH"u8;

    /// <summary>Writes a state, replacing an earlier one.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; what was there before is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, TrainingState state) => WholeFile.Write(path, Bytes(state));

    /// <summary>Reads the state of a run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The run's id.</param>
    /// <returns>The state, or why there is none: a null reason when there is no file.</returns>
    public static (TrainingState? State, string? Damage) Read(string path, string id)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), id);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, null);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            return (null, $"it cannot be read: {error.Message}");
        }
    }

    /// <summary>The bytes of a state's file.</summary>
    /// <param name="state">The state.</param>
    public static byte[] Bytes(TrainingState state)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new Header(state.Ids, state.Game.GeneratorSteps, state.Game.DiscriminatorSteps, state.Replicas, state.Spent, state.Metrics),
            RecordJson.Compact);
        writer.Write(header.Length);
        writer.Write(header);
        Write(writer, state.Game.Generator);
        Write(writer, state.Game.Discriminator);
        Write(writer, state.Game.Averages.AsSpan());
        writer.Flush();
        var body = content.GetBuffer().AsSpan(0, (int)content.Length);

        using var whole = new MemoryStream(PrefixLength + body.Length);
        using var prefix = new BinaryWriter(whole);
        prefix.Write(Magic);
        prefix.Write(Version);
        prefix.Write(SHA256.HashData(body));
        prefix.Write(body);
        return whole.ToArray();
    }

    private static (TrainingState? State, string? Damage) Parse(byte[] bytes, string id)
    {
        if (bytes.Length < PrefixLength || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            return (null, "it is not a checkpoint of GanBench");
        using var reader = new BinaryReader(new MemoryStream(bytes));
        reader.ReadBytes(Magic.Length);
        if (reader.ReadInt32() is var version && version != Version)
            return (null, $"its format is {version}, this version reads {Version}");
        if (!SHA256.HashData(bytes.AsSpan(PrefixLength)).AsSpan().SequenceEqual(reader.ReadBytes(SHA256.HashSizeInBytes)))
            return (null, "its checksum does not agree with its content");

        try
        {
            var header = JsonSerializer.Deserialize<Header>(reader.ReadBytes(Length(reader, reader.ReadInt32(), 1)), RecordJson.Compact)
                ?? throw new InvalidDataException("Its header is empty.");
            if (header.Ids is not [var single] || single != id)
                return (null, $"it is the checkpoint of \"{string.Join("\", \"", header.Ids)}\", not of \"{id}\"");
            var game = new GameState(header.GeneratorSteps, header.DiscriminatorSteps, ReadSide(reader), ReadSide(reader))
            {
                Averages = ReadArrays(reader),
            };
            return (new TrainingState(header.Ids, game, header.Replicas, header.Spent, header.Metrics), null);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidDataException or EndOfStreamException)
        {
            // Its checksum is right, so it is not damaged by chance.
            return (null, $"another version of GanBench wrote it: {error.Message}");
        }
    }

    private static void Write(BinaryWriter writer, SideState side)
    {
        Write(writer, [side.Parameters, .. side.Averages]);
        writer.Write(side.Powers.Length);
        foreach (var power in side.Powers)
            writer.Write(power);
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<float[]> arrays)
    {
        writer.Write(arrays.Length);
        foreach (var array in arrays)
        {
            writer.Write((long)array.Length);
            writer.Write(WeightsFile.Bytes(array));
        }
    }

    private static SideState ReadSide(BinaryReader reader)
    {
        var arrays = ReadArrays(reader);
        var powers = new double[Length(reader, reader.ReadInt32(), sizeof(double))];
        for (var i = 0; i < powers.Length; i++)
            powers[i] = reader.ReadDouble();
        return arrays is [var parameters, .. var averages]
            ? new SideState(parameters, averages, powers)
            : throw new InvalidDataException("A side has no parameters.");
    }

    private static ImmutableArray<float[]> ReadArrays(BinaryReader reader)
    {
        var arrays = new float[Length(reader, reader.ReadInt32(), sizeof(long))][];
        for (var i = 0; i < arrays.Length; i++)
            arrays[i] = WeightsFile.Weights(reader.ReadBytes(sizeof(float) * Length(reader, reader.ReadInt64(), sizeof(float))));
        return [.. arrays];
    }

    /// <summary>
    /// A count of what is still to come, each of a size in bytes: a count that the file cannot hold must not become an array.
    /// </summary>
    private static int Length(BinaryReader reader, long count, int size) =>
        count >= 0 && count <= (reader.BaseStream.Length - reader.BaseStream.Position) / size
            ? (int)count
            : throw new InvalidDataException($"It counts {count} where fewer can follow.");

    private sealed record Header(
        ImmutableArray<string> Ids, long GeneratorSteps, long DiscriminatorSteps, ImmutableArray<ReplicaState> Replicas, SpentCost Spent,
        ImmutableSortedDictionary<string, int> Metrics);
}
