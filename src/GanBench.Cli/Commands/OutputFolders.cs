using GanBench.Cli.Hosting;
using GanBench.Files;

namespace GanBench.Cli.Commands;

/// <summary>Makes sure, before anything is run, that what will come out can be written.</summary>
internal static class OutputFolders
{
    /// <summary>
    /// Makes the folders, tries to write into each, and removes what killed processes left half-written there; when one fails, those that
    /// it made are gone again.
    /// </summary>
    /// <param name="time">Says how old such files are.</param>
    /// <param name="folders">The folders.</param>
    /// <exception cref="UserMistakeException">A folder cannot be made or written.</exception>
    public static void Prepare(TimeProvider time, params IReadOnlyList<string> folders)
    {
        var made = new Stack<string>();
        foreach (var folder in folders)
        {
            try
            {
                Make(Path.GetFullPath(folder), made);
                var probe = WholeFile.Aside(Path.Combine(folder, "probe"));
                new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
                WholeFile.RemoveAbandoned(folder, time.GetUtcNow());
            }
            catch (Exception error) when (FileErrors.IsPathError(error))
            {
                foreach (var mine in made)
                    Directory.Delete(mine);
                throw new UserMistakeException(
                    $"{folder}: this folder cannot be written: {error.Message}\n" +
                    "Nothing was run. Make it writable, or name other folders with --results DIR and --reports DIR.");
            }
        }
    }

    private static void Make(string folder, Stack<string> made)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } parent)
            Make(parent, made);
        Directory.CreateDirectory(folder);
        made.Push(folder);
    }
}
