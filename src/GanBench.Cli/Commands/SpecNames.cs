namespace GanBench.Cli.Commands;

/// <summary>Bare names of specs: <c>quick</c> for <c>experiments/quick.json</c>.</summary>
internal static class SpecNames
{
    private const string Folder = "experiments";
    private const string Extension = ".json";

    /// <summary>The file that is meant: a file that is there wins; then a bare name means a file in experiments/.</summary>
    /// <param name="written">A path or a bare name.</param>
    public static string Locate(string written)
    {
        if (Path.Exists(written) || Path.GetFileName(written) != written || written.Length == 0)
            return written;
        return Path.Combine(Folder, written.EndsWith(Extension, StringComparison.Ordinal) ? written : written + Extension);
    }

    /// <summary>The bare names that mean something in a folder, for completion.</summary>
    /// <param name="folder">The folder that relative paths start from.</param>
    public static IEnumerable<string> In(string folder)
    {
        var experiments = Path.Combine(folder, Folder);
        if (!Directory.Exists(experiments))
            return [];
        var files = Directory.EnumerateFiles(experiments, "*" + Extension);
        return files.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);
    }
}
