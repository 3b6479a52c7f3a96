using System.Collections.Immutable;
using GanBench.Files;

namespace GanBench.Datasets;

/// <summary>Finds MNIST's files: in the data folder, in the cache, or on a mirror; a file with the wrong bytes is never used.</summary>
/// <param name="locations">Where files are looked for, in the folder itself and in its subfolder <c>mnist</c>.</param>
/// <param name="connection">Carries downloads; stays open.</param>
/// <param name="progress">Told about downloads, one sentence at a time; may be null.</param>
internal sealed class MnistFiles(DataLocations locations, HttpMessageHandler connection, IProgress<string>? progress)
{
    private readonly string cache = Cache(locations);

    /// <summary>The four files to load: train images, train labels, test images, test labels.</summary>
    public ImmutableArray<MnistFile> Files { get; init; } = MnistFile.Official;

    /// <summary>Loads all four files.</summary>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataUnavailableException">A file is damaged or can't be had.</exception>
    public MnistData Load(CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>[] contents = [.. Files.Select(file => Content(file, cancellation))];
        return new(Idx.Read(contents[0], contents[1]), Idx.Read(contents[2], contents[3]));
    }

    /// <summary>Finds out which files <see cref="Load"/> would use, reads and checks them; downloads and changes nothing.</summary>
    /// <param name="locations">Where files are looked for.</param>
    public static ImmutableArray<MnistFinding> Look(DataLocations locations) => [.. MnistFile.Official.Select(file =>
    {
        if (Candidates(DataFolders(locations), file).FirstOrDefault(File.Exists) is { } given)
            return new MnistFinding(file.Name, given, Read(given, file).Fault);
        var kept = Candidates([Cache(locations)], file)
            .Where(File.Exists)
            .Select(path => new MnistFinding(file.Name, path, Read(path, file).Fault))
            .ToList();
        return kept.Find(finding => finding.Fault is null) ?? kept.FirstOrDefault() ?? new MnistFinding(file.Name, Path: null, Fault: null);
    })];

    private static string Cache(DataLocations locations) => Path.Combine(locations.CacheFolder, "mnist");

    private ReadOnlyMemory<byte> Content(MnistFile file, CancellationToken cancellation)
    {
        if (Candidates(DataFolders(locations), file).FirstOrDefault(File.Exists) is { } given)
        {
            // A file that the user gave is never passed over in silence: what is trained on must be what was pointed at.
            var (content, fault) = Read(given, file);
            return fault is null
                ? content
                : throw new DataUnavailableException(
                    $"{given} {fault}. It is damaged or not MNIST: replace it with the original file, or remove it to have it downloaded.");
        }

        foreach (var kept in Candidates([cache], file).Where(File.Exists))
        {
            var (content, fault) = Read(kept, file);
            if (fault is null)
                return content;

            progress?.Report($"MNIST: {kept} {fault}; it is set aside as {Path.GetFileName(kept)}.damaged.");
            SetAside(kept);
        }

        return Download(file, cancellation);
    }

    private static IEnumerable<string> DataFolders(DataLocations locations) =>
        locations.DataFolder is { } folder ? [Path.Combine(folder, "mnist"), folder] : [];

    private static IEnumerable<string> Candidates(IEnumerable<string> folders, MnistFile file) =>
        folders.SelectMany(folder => (string[])[Path.Combine(folder, file.Name), Path.Combine(folder, file.Name + ".gz")]);

    private static (byte[] Content, string? Fault) Read(string path, MnistFile file)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var content = path.EndsWith(".gz", StringComparison.Ordinal) ? Gzip.Unpack(bytes, file.Length) : bytes;
            return (content, file.Fault(content));
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception) || exception is InvalidDataException)
        {
            return ([], $"cannot be read ({exception.Message})");
        }
    }

    // Another process may have set it aside already, or the cache may be read-only: the download goes on without it either way.
    private static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + ".damaged", overwrite: true);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
        }
    }

    private byte[] Download(MnistFile file, CancellationToken cancellation)
    {
        if (locations.Offline)
            throw Unavailable(file, ["Nothing was downloaded, because downloads are switched off (GANBENCH_OFFLINE)."]);

        var failures = new List<string>();
        var mirrors = new MnistMirrors(connection, progress);
        if (mirrors.Fetch(file, failures, cancellation).GetAwaiter().GetResult() is not var (compressed, content))
            throw Unavailable(file, failures);

        Keep(Path.Combine(cache, file.Name + ".gz"), compressed);
        return content;
    }

    private void Keep(string path, byte[] compressed)
    {
        try
        {
            WholeFile.Write(path, compressed);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            progress?.Report($"MNIST: {path} could not be written ({exception.Message}); the next run downloads it again.");
        }
    }

    private DataUnavailableException Unavailable(MnistFile file, IEnumerable<string> failures) =>
        new(string.Join('\n', (string[])
        [
            $"MNIST: {file.Name} is not here and could not be downloaded.",
            .. Candidates([.. DataFolders(locations), cache], file).Select(path => $"  {path}: no usable file"),
            .. failures.Select(failure => "  " + failure),
            "Put " + string.Join(", ", Files.Select(wanted => wanted.Name)) + " (plain or .gz) into a folder and set GANBENCH_DATA to it, "
                + (locations.Offline ? "or unset GANBENCH_OFFLINE" : "or allow HTTPS to one of the addresses above")
                + ", or choose a dataset that needs no files, such as ring8 or glyphs.",
        ]));
}
