using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Commands;

/// <summary>The arguments and options that several commands share.</summary>
internal static class SharedArguments
{
    /// <summary>Most workers of one run.</summary>
    public const int MostJobs = 1024;

    /// <summary>Folder of the results when the command line names none.</summary>
    public const string UsualResults = "results";

    /// <summary>Folder of the reports when the command line names none.</summary>
    public const string UsualReports = "reports";

    private const double SecondsOfADay = 86_400;

    /// <summary>The experiment.</summary>
    public static Argument<string> Spec(CommandEnvironment environment)
    {
        var spec = new RequiredArgument<string>(
            "SPEC",
            "A spec's file, or the bare name of one in experiments/: quick means experiments/quick.json.",
            "name a spec's file, or the bare name of one in experiments/, such as quick",
            written => written[0]);
        spec.CompletionSources.Add(_ => SpecNames.In(environment.Folder));
        return spec;
    }

    /// <summary>Something of the catalogue, or several things.</summary>
    public static Argument<string[]> Names(CommandEnvironment environment, string description)
    {
        var names = new RequiredArgument<string[]>(
            "NAME", description, "name a technique such as wgan-gp, or another name that ganbench list shows", written => [.. written])
        {
            Arity = ArgumentArity.OneOrMore,
        };
        names.CompletionSources.Add(_ => NamedDefinition.All(environment.Catalogue).Select(named => named.Definition.Name));
        return names;
    }

    /// <summary>Folder of the results, with what it is for.</summary>
    public static ValueOption<string> Results(
        string description = "Folder of the results; the experiment's records and tables lie in DIR/<name of the spec>.") =>
        new("--results", ValueForms.PathName("DIR", $"a folder, such as {UsualResults}"), description) { Default = UsualResults };

    /// <summary>Folder of the reports.</summary>
    public static ValueOption<string> Reports() => new(
        "--reports",
        ValueForms.PathName("DIR", $"a folder, such as {UsualReports}"),
        "Folder of the reports; the experiment's report lies in DIR/<name of the spec>.") { Default = UsualReports };

    /// <summary>Number of workers.</summary>
    public static ValueOption<int> Jobs(CommandEnvironment environment) => new(
        "--jobs",
        ValueForms.WholeNumber(MostJobs),
        $"Worker processes, 1 to {MostJobs:N0}, best one per core. It changes no number of a result.")
    {
        Default = Math.Clamp(environment.Cores, 1, MostJobs),
    };

    /// <summary>A share of the cells.</summary>
    public static ValueOption<Shard> Share() => new(
        "--shard",
        ValueForms.Share,
        "Run only share i of n: a fixed part of the cells, so that n machines with one results folder do all of them together.");

    /// <summary>How often a cell's state is kept.</summary>
    public static ValueOption<double> CheckpointSeconds() => new(
        "--checkpoint-seconds",
        ValueForms.Seconds(0.1, SecondsOfADay),
        "How often a cell's state is kept while it trains, so that a run that stops goes on from there. It changes no number of a result.")
    {
        Default = Limits.Default.Checkpoint.TotalSeconds,
    };

    /// <summary>How long a worker may be silent.</summary>
    public static ValueOption<double> HangSeconds() => new(
        "--hang-seconds",
        ValueForms.Seconds(1, 7 * SecondsOfADay),
        "A worker that gives no sign of life for so long is ended; what it was at is tried once more. " +
        "Must be longer than the slowest step or evaluation.")
    {
        Default = Limits.Default.Silence.TotalSeconds,
    };
}
