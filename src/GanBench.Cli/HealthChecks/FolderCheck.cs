using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.HealthChecks;

/// <summary>Whether a folder can be written, keeps locks and has space.</summary>
internal static class FolderCheck
{
    private const double Gibibyte = 1L << 30;

    /// <summary>Less free space than this is worth a word: a record has some 100 kB, a checkpoint some MB.</summary>
    private const double LittleSpace = Gibibyte;

    /// <summary>Tries all of it; a folder that is not there yet is judged by the one it would be made in.</summary>
    /// <param name="subject">What it is.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="unwritable">How bad it is when it cannot be written.</param>
    /// <param name="remedy">What to do about that.</param>
    public static HealthCheckResult Run(string subject, string folder, HealthStatus unwritable, string remedy)
    {
        var there = Path.GetFullPath(folder);
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            if (File.Exists(there))
                return new(unwritable, subject, $"{folder}: {there} is a file, so there can be no folder", remedy);
            there = parent;
        }

        try
        {
            var locks = KeepsLocks(there);
            var free = new DriveInfo(there).AvailableFreeSpace;
            var fact = $"{folder} can be written; {free / Gibibyte:N1} GiB are free";
            if (!locks)
            {
                var caution = "Start one run at a time there: two would run the same cells.";
                return new(HealthStatus.Poor, subject, $"{fact}; its file system keeps no locks", caution);
            }

            return free < LittleSpace
                ? new(HealthStatus.Poor, subject, fact, "Make room before a long run; a full disk stops it.")
                : new(HealthStatus.Fine, subject, fact);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            return new(unwritable, subject, $"{folder} cannot be written: {error.Message}", remedy);
        }
    }

    private static bool KeepsLocks(string folder)
    {
        var trial = Path.Combine(folder, $".ganbench-doctor-{Environment.ProcessId}");
        try
        {
            return new CellClaims(Directory.CreateDirectory(trial).FullName).AreKept();
        }
        finally
        {
            if (Directory.Exists(trial))
                Directory.Delete(trial, recursive: true);
        }
    }
}
