using System.Collections.Immutable;
using GanBench.Cli.Hosting;
using GanBench.Datasets;

namespace GanBench.Cli.HealthChecks;

/// <summary>MNIST's files where a run would look for them; all other datasets need none.</summary>
internal static class MnistCheck
{
    private const string Subject = "MNIST";

    /// <summary>Looks for the files and checks their bytes.</summary>
    public static ImmutableArray<HealthCheckResult> Run(DataLocations locations) => [.. DataFolder(locations), .. Files(locations)];

    private static IEnumerable<HealthCheckResult> DataFolder(DataLocations locations)
    {
        const string Variable = CommandEnvironment.DataVariable;
        if (locations.DataFolder is { } data && !Directory.Exists(data))
        {
            yield return new(
                HealthStatus.Broken,
                Variable,
                $"{data}: there is no such folder",
                $"Set {Variable} to the folder with MNIST's files, or unset it.");
        }
    }

    private static IEnumerable<HealthCheckResult> Files(DataLocations locations)
    {
        var files = MnistFinding.Of(locations);
        var (missing, damaged) = (files.Where(file => file.Path is null).ToList(), files.Where(file => file.Fault is not null).ToList());
        foreach (var file in damaged)
        {
            var remedy = "Replace it with the original file, or remove it to have it downloaded.";
            yield return new(HealthStatus.Broken, Subject, $"{file.Path} {file.Fault}", remedy);
        }

        if (missing.Count > 0)
        {
            yield return Missing(string.Join(", ", missing.Select(file => file.Name)), locations.Offline);
        }
        else if (damaged.Count == 0)
        {
            var folders = files.Select(file => Path.GetDirectoryName(file.Path)).Distinct(StringComparer.Ordinal);
            yield return new(HealthStatus.Fine, Subject, $"all four files are whole, in {string.Join(" and ", folders)}");
        }
    }

    private static HealthCheckResult Missing(string names, bool offline)
    {
        const string How = $"the files (plain or .gz) into a folder and set {CommandEnvironment.DataVariable} to it";
        return offline
            ? new(
                HealthStatus.Poor,
                Subject,
                $"not here: {names}",
                $"Its cells are skipped. Put {How}, or unset {CommandEnvironment.OfflineVariable}.")
            : new(
                HealthStatus.Note,
                Subject,
                $"not here: {names}",
                $"The first run that needs it downloads it (12 MB). Without a network: put {How}.");
    }
}
