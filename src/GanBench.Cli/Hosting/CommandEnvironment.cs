using GanBench.Cli.Screens;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Hosting;

/// <summary>Everything that commands take from the world around them, so that tests can give them another one.</summary>
internal sealed class CommandEnvironment
{
    /// <summary>Folder with dataset files, looked at first.</summary>
    public const string DataVariable = "GANBENCH_DATA";

    /// <summary>Folder for downloads, in place of the user's cache folder.</summary>
    public const string CacheVariable = "GANBENCH_CACHE";

    /// <summary>Set to anything but 0: never download.</summary>
    public const string OfflineVariable = "GANBENCH_OFFLINE";

    /// <summary>Where results go.</summary>
    public required Screen Screen { get; init; }

    /// <summary>Where complaints go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Value of an environment variable, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Clock for durations and the day of a run.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Logical processors.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Set by Ctrl-C.</summary>
    public CancellationToken Interrupted { get; init; }

    /// <summary>The folder that relative paths start from; other processes must start there too.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>How this program is started again.</summary>
    public ProgramStart Program { get; init; } = ProgramStart.OfThisProgram();

    /// <summary>What trains.</summary>
    public IEngine Engine { get; init; } = Engines.Default;

    /// <summary>What a spec can name.</summary>
    public Catalogue Catalogue => field ??= KnownCatalogue.Of(Engine);

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
