using System.Runtime.CompilerServices;

namespace GanBench.Cli.Tests;

/// <summary>Files of the repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>A file, by its path from the repository's root.</summary>
    public static string File(params string[] path) =>
        Path.GetFullPath(Path.Combine([Path.GetDirectoryName(ThisFile())!, "..", "..", .. path]));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
