using System.CommandLine;
using System.Globalization;
using GanBench.Cli.Screens;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Commands;

/// <summary>The arguments and options that several commands share.</summary>
internal static class ExperimentArguments
{
    public const int MostJobs = 1024;

    /// <summary>Folder of the reports when the command line names none.</summary>
    public const string UsualReports = "reports";

    public static Argument<string> Spec() => new("SPEC")
    {
        Description = "A spec's file, or the bare name of one in experiments/: quick means experiments/quick.json.",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (written.Trim().Length == 0 || written.Contains('\0', StringComparison.Ordinal))
                result.AddError("SPEC is empty; name a spec's file, or the bare name of one in experiments/, such as quick.");
            return written;
        },
    };

    public static Argument<string> RecordsFolder() => new("DIR")
    {
        Description = "A folder with records, of one experiment or of several in its subfolders.",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (written.Trim().Length == 0 || written.Contains('\0', StringComparison.Ordinal))
                result.AddError(FolderMissing);
            return written;
        },
    };

    /// <summary>What is told when no folder of records is named.</summary>
    public const string FolderMissing = "ganbench verify: DIR is missing; name a folder with records, such as results/reference/quick.";

    public static Option<string> Results() => Results("Folder of the results; the experiment's records and tables lie in DIR/<name of the spec>.");

    public static Option<string> Results(string description) => Folder("--results", "results", description);

    public static Option<string> Reports() => Folder("--reports", UsualReports, "Folder of the reports; the experiment's report lies in DIR/<name of the spec>.");

    public static Option<int> Jobs(int cores) => new("--jobs")
    {
        Description = $"Worker processes, 1 to {MostJobs.ToString("N0", CultureInfo.InvariantCulture)}, best one per core. It changes no number of a result.",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Clamp(cores, 1, MostJobs),
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is >= 1 and <= MostJobs)
                return jobs;
            result.AddError($"--jobs: {Words.Quote(written)} is not allowed; it must be a whole number from 1 to {MostJobs.ToString("N0", CultureInfo.InvariantCulture)}.");
            return 0;
        },
    };

    /// <summary>An option whose value is a whole number of at least 1; without it null.</summary>
    public static Option<int?> Whole(string name, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
                return number;
            result.AddError($"{name}: {Words.Quote(written)} is not allowed; it must be a whole number from 1 to {most.ToString("N0", CultureInfo.InvariantCulture)}.");
            return null;
        },
    };

    /// <summary>An option that names a file; without it null.</summary>
    public static Option<string?> FileName(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (string.IsNullOrWhiteSpace(written) || written.Contains('\0', StringComparison.Ordinal))
                result.AddError($"{name}: the name of the file is empty.");
            return written;
        },
    };

    public static Option<Shard?> Share() => new("--shard")
    {
        Description = "Run only share i of n: a fixed part of the cells, so that n machines with one results folder do all of them together.",
        HelpName = "i/n",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            var shard = Shard.TryParse(written);
            if (shard is null)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture,
                    $"--shard: {Words.Quote(written)} is not allowed; write i/n, such as 2/8, with whole numbers and 1 <= i <= n <= {Shard.Most:N0}."));
            }

            return shard;
        },
    };

    public static Option<double> CheckpointSeconds() => Seconds("--checkpoint-seconds", Limits.Default.Checkpoint, 0.1, 86_400,
        "How often a cell's state is kept while it trains, so that a run that stops goes on from there. It changes no number of a result.");

    public static Option<double> HangSeconds() => Seconds("--hang-seconds", Limits.Default.Silence, 1, 604_800,
        "A worker that gives no sign of life for so long is ended; what it was at is tried once more. Must be longer than the slowest step or evaluation.");

    private static Option<double> Seconds(string name, TimeSpan fallback, double least, double most, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        DefaultValueFactory = _ => fallback.TotalSeconds,
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
                return seconds;
            result.AddError($"{name}: {Words.Quote(written)} is not allowed; it must be a number of seconds from {Written(least)} to {Written(most)}.");
            return fallback.TotalSeconds;
        },
    };

    private static string Written(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static Option<string> Folder(string name, string fallback, string description) => new(name)
    {
        Description = description,
        HelpName = "DIR",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (string.IsNullOrWhiteSpace(written) || written.Contains('\0', StringComparison.Ordinal))
                result.AddError($"{name}: the name of the folder is empty; name one, such as {fallback}.");
            return written;
        },
    };
}
