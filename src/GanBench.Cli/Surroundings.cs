using GanBench.Cli.Screens;
using GanBench.Datasets;

namespace GanBench.Cli;

/// <summary>Everything that the program takes from the world around it, so that tests can give it another one.</summary>
/// <param name="Screen">Where results go.</param>
/// <param name="Error">Where complaints go.</param>
/// <param name="Variable">Value of an environment variable, or null.</param>
/// <param name="Time">Clock for durations and the day of a run.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Interrupted">Set by Ctrl-C.</param>
internal sealed record Surroundings(
    Screen Screen, TextWriter Error, Func<string, string?> Variable, TimeProvider Time, int Cores, CancellationToken Interrupted)
{
    /// <summary>Folder with dataset files, looked at first.</summary>
    public const string DataVariable = "GANBENCH_DATA";

    /// <summary>Folder for downloads, in place of the user's cache folder.</summary>
    public const string CacheVariable = "GANBENCH_CACHE";

    /// <summary>Set to anything but 0: never download.</summary>
    public const string OfflineVariable = "GANBENCH_OFFLINE";

    /// <summary>Where data are looked for and kept; paths are made absolute, since workers are other processes.</summary>
    public DataLocations Locations => new(
        Given(DataVariable) is { } data ? Path.GetFullPath(data) : null,
        Path.GetFullPath(Given(CacheVariable) ?? UserCache()),
        Given(OfflineVariable) is not (null or "0"));

    private string UserCache()
    {
        if (Given("XDG_CACHE_HOME") is { } cache)
            return Path.Combine(cache, "ganbench");
        return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ganbench", "cache")
            : Path.Combine(Given("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ganbench");
    }

    private string? Given(string variable) => Variable(variable) is { } value && value.Trim().Length > 0 ? value : null;
}
