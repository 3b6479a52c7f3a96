using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using GanBench.Cli.Screens;
using GanBench.Cli.Slurm;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;
using GanBench.Files;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench slurm SPEC</c>: writes a script for sbatch that runs an experiment on a cluster; submits nothing.</summary>
internal static partial class SlurmCommand
{
    private const int UsualTasks = 8;
    private const int UsualCores = 4;

    public static Command Create(Surroundings surroundings)
    {
        var (spec, results, reports) = (ExperimentArguments.Spec(), ExperimentArguments.Results(), ExperimentArguments.Reports());
        var tasks = ExperimentArguments.Whole("--tasks", Shard.Most, $"Tasks of the array, each with one share of the cells; the default is {Number(UsualTasks)}, or one per cell.");
        var cores = ExperimentArguments.Whole("--cpus", ExperimentArguments.MostJobs, $"Cores of a task, one worker each; the default is {Number(UsualCores)}, or one per cell of a share.");
        var time = Word("--time", "TIME", "Time limit of a task, such as 12:00:00 or 2-00:00; without it the partition's.", "a time as Slurm writes it, such as 90 (minutes), 12:00:00 or 2-00:00", Time());
        var partition = Word("--partition", "NAME", "Partition to ask for; several are separated by commas.", "the name of a partition, or several separated by commas", Partition());
        var gpus = new Option<bool>("--gpus") { Description = "Ask for one GPU per task; of use to a program that was built with ENGINE=torchsharp-cuda." };
        var (checkpoint, hang) = (ExperimentArguments.CheckpointSeconds(), ExperimentArguments.HangSeconds());
        var output = ExperimentArguments.FileName("--output", "File of the script; without it, it is printed.");
        var command = new Command("slurm", "Write an array script for Slurm's sbatch that runs an experiment on a cluster; nothing is submitted.")
        {
            spec, tasks, cores, time, partition, gpus, output, results, reports, checkpoint, hang,
        };
        command.SetAction(parsed =>
        {
            var experiment = Experiment.Read(parsed.GetRequiredValue(spec), parsed.GetRequiredValue(results), parsed.GetRequiredValue(reports));
            ImmutableArray<string> limits =
            [
                .. parsed.GetValue(time) is { } limit ? [$"--time={limit}"] : Array.Empty<string>(),
                .. parsed.GetValue(partition) is { } named ? [$"--partition={named}"] : Array.Empty<string>(),
                .. parsed.GetValue(gpus) ? ["--gres=gpu:1"] : Array.Empty<string>(),
            ];
            var script = Script(experiment, parsed.GetValue(tasks), parsed.GetValue(cores), limits, surroundings) with
            {
                Arguments = ["run", experiment.Written, "--results", parsed.GetRequiredValue(results), "--reports", parsed.GetRequiredValue(reports), .. Written(checkpoint, parsed), .. Written(hang, parsed)],
            };
            Give(script.Text(), parsed.GetValue(output), experiment, surroundings.Screen);
            if (parsed.GetValue(gpus) && Engines.Default.Facts.Identity.StartsWith("bittorch", StringComparison.Ordinal))
                surroundings.Error.WriteLine("--gpus: this program trains on BitTorch, which leaves a GPU idle; submit a script of one that was built with ENGINE=torchsharp-cuda.");
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>An option as the tasks get it: only when it is given, so that otherwise the default is that of the program that runs.</summary>
    private static ImmutableArray<string> Written(Option<double> option, ParseResult parsed) =>
        parsed.GetResult(option) is { Implicit: false } ? [option.Name, parsed.GetValue(option).ToString(CultureInfo.InvariantCulture)] : [];

    private static BatchScript Script(Experiment experiment, int? tasks, int? cores, ImmutableArray<string> limits, Surroundings surroundings)
    {
        var cells = experiment.Plan.Length;
        if (tasks > cells)
        {
            throw new UserMistakeException(string.Create(CultureInfo.InvariantCulture,
                $"--tasks: {tasks:N0} is not allowed; {experiment.Spec.Name} has {Words.Count(cells, "cell")}, so at most {cells:N0} tasks have work."));
        }

        var shares = tasks ?? Math.Min(UsualTasks, cells);
        var worker = WorkerProgram.This();
        return new BatchScript(
            experiment.Spec.Name,
            cells,
            shares,
            cores ?? Math.Min(UsualCores, ((cells - 1) / shares) + 1),
            limits,
            Environment.CurrentDirectory,
            Variables(surroundings),
            [worker.File, .. worker.Arguments.SkipLast(1)],
            Arguments: [],
            experiment.StatusCommand);
    }

    /// <summary>What the tasks must find as it is here; a node's own environment may be another one.</summary>
    private static ImmutableArray<(string, string)> Variables(Surroundings surroundings)
    {
        const string DotnetRoot = "DOTNET_ROOT";
        var locations = surroundings.Locations;
        return
        [
            .. locations.DataFolder is { } data ? [(Surroundings.DataVariable, data)] : Array.Empty<(string, string)>(),
            (Surroundings.CacheVariable, locations.CacheFolder),
            .. locations.Offline ? [(Surroundings.OfflineVariable, "1")] : Array.Empty<(string, string)>(),
            .. surroundings.Variable(DotnetRoot) is { Length: > 0 } root ? [(DotnetRoot, root)] : Array.Empty<(string, string)>(),
        ];
    }

    private static void Give(string script, string? file, Experiment experiment, Screen screen)
    {
        if (file is null)
        {
            screen.Writer.Write(script);
            return;
        }

        try
        {
            if (Path.Exists(file) && !(File.Exists(file) && File.ReadLines(file).Skip(1).FirstOrDefault() == BatchScript.Signature))
                throw new UserMistakeException($"--output: {file} is there already and was not written by ganbench slurm; remove it or name another file.");
            WholeFile.Write(file, script);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserMistakeException($"--output: {file} cannot be written: {error.Message}");
        }

        screen.Line($"Submit it with:  sbatch {Words.Quoted(file)}");
        screen.Line($"How far it is:   {experiment.StatusCommand}");
        screen.Line("When a task was stopped, submit it again; what is done is not run again.");
    }

    private static Option<string?> Word(string name, string helpName, string description, string form, Regex allowed) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (!allowed.IsMatch(written))
                result.AddError($"{name}: {Words.Quote(written)} is not allowed; it must be {form}.");
            return written;
        },
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes, days-hours:minutes:seconds
    [GeneratedRegex(@"\A([0-9]{1,9}|[0-9]{1,9}:[0-9][0-9]|[0-9]{1,9}:[0-9][0-9]:[0-9][0-9]|[0-9]{1,9}-[0-9][0-9]?(:[0-9][0-9](:[0-9][0-9])?)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\A[A-Za-z0-9_.,-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Partition();
}
