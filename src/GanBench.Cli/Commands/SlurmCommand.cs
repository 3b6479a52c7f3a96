using System.Collections.Immutable;
using System.CommandLine;
using System.Text.RegularExpressions;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;
using GanBench.Cli.Screens;
using GanBench.Cli.Slurm;
using GanBench.Cli.Wording;
using GanBench.Experiments.Plans;
using GanBench.Files;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench slurm SPEC</c>: writes a script for sbatch that runs an experiment on a cluster; submits nothing.</summary>
internal sealed partial class SlurmCommand : ProgramCommand
{
    private const int UsualTasks = 8;
    private const int UsualCores = 4;

    public SlurmCommand(CommandEnvironment environment)
        : base("slurm", "Write an array script for Slurm's sbatch that runs an experiment on a cluster; nothing is submitted.")
    {
        var (spec, results, reports) = (SharedArguments.Spec(environment), SharedArguments.Results(), SharedArguments.Reports());
        var tasks = new ValueOption<int>(
            "--tasks",
            ValueForms.WholeNumber(Shard.Most),
            $"Tasks of the array, each with one share of the cells; the default is {UsualTasks}, or one per cell.");
        var cores = new ValueOption<int>(
            "--cpus",
            ValueForms.WholeNumber(SharedArguments.MostJobs),
            $"Cores of a task, one worker each; the default is {UsualCores}, or one per cell of a share.");
        var time = new ValueOption<string>(
            "--time",
            ValueForms.Text("TIME", Time(), "a time as Slurm writes it, such as 90 (minutes), 12:00:00 or 2-00:00"),
            "Time limit of a task, such as 12:00:00 or 2-00:00; without it the partition's.");
        var partition = new ValueOption<string>(
            "--partition",
            ValueForms.Text("NAME", Partition(), "the name of a partition, or several separated by commas"),
            "Partition to ask for; several are separated by commas.");
        var gpus = new Option<bool>("--gpus")
        {
            Description = "Ask for one GPU per task; of no use yet, because training runs on the CPU.",
        };
        var output = new ValueOption<string>(
            "--output", ValueForms.PathName("FILE", "a file, such as quick.sbatch"), "File of the script; without it, it is printed.");
        var (checkpoint, hang) = (SharedArguments.CheckpointSeconds(), SharedArguments.HangSeconds());
        Add(spec);
        foreach (var option in (Option[])[tasks, cores, time, partition, gpus, output, results, reports, checkpoint, hang])
            Add(option);
        SetAction(parsed =>
        {
            var (resultsFolder, reportsFolder) = (parsed.GetRequiredValue(results), parsed.GetRequiredValue(reports));
            var experiment = Experiment.Read(environment.Catalogue, parsed.GetRequiredValue(spec), resultsFolder, reportsFolder);
            ImmutableArray<string> limits =
            [
                .. parsed.GetValue(time) is { } limit ? [$"--time={limit}"] : Array.Empty<string>(),
                .. parsed.GetValue(partition) is { } named ? [$"--partition={named}"] : Array.Empty<string>(),
                .. parsed.GetValue(gpus) ? ["--gres=gpu:1"] : Array.Empty<string>(),
            ];
            int? Given(ValueOption<int> option) => option.IsGiven(parsed) ? parsed.GetValue(option) : null;
            var script = Script(experiment, Given(tasks), Given(cores), limits, environment) with
            {
                Arguments =
                [
                    "run", experiment.Written, "--results", resultsFolder, "--reports", reportsFolder,
                    .. Written(checkpoint, parsed), .. Written(hang, parsed),
                ],
            };
            Give(script.Text(), parsed.GetValue(output), experiment, environment.Screen);
            if (parsed.GetValue(gpus) && environment.Engine.Facts.Identity.StartsWith("bittorch", StringComparison.Ordinal))
            {
                environment.Error.WriteLine(
                    "--gpus: this program trains on BitTorch, which leaves a GPU idle; without --gpus the job waits for none.");
            }

            return ExitCode.Fine;
        });
    }

    public override string Example => "slurm quick";

    public override string ExampleEffect => "a script that runs it on a Slurm cluster";

    /// <summary>
    /// An option as the tasks get it: only when it is given, so that otherwise the default is that of the program that runs.
    /// </summary>
    private static ImmutableArray<string> Written(ValueOption<double> option, ParseResult parsed) =>
        option.IsGiven(parsed) ? [option.Name, $"{parsed.GetValue(option)}"] : [];

    private static BatchScript Script(
        Experiment experiment, int? tasks, int? cores, ImmutableArray<string> limits, CommandEnvironment environment)
    {
        var cells = experiment.Plan.Length;
        if (tasks > cells)
        {
            throw new UserMistakeException(
                $"--tasks: {tasks:N0} is not allowed; {experiment.Spec.Name} has {Words.Count(cells, "cell")}, " +
                $"so at most {cells:N0} tasks have work.");
        }

        var shares = tasks ?? Math.Min(UsualTasks, cells);
        return new BatchScript(
            experiment.Spec.Name,
            cells,
            shares,
            cores ?? Math.Min(UsualCores, ((cells - 1) / shares) + 1),
            limits,
            environment.Folder,
            Variables(environment),
            [environment.Program.File, .. environment.Program.Arguments],
            Arguments: [],
            experiment.StatusCommand);
    }

    /// <summary>What the tasks must find as it is here; a node's own environment may be another one.</summary>
    private static ImmutableArray<(string, string)> Variables(CommandEnvironment environment)
    {
        const string DotnetRoot = "DOTNET_ROOT";
        var locations = environment.Locations;
        return
        [
            .. locations.DataFolder is { } data ? [(CommandEnvironment.DataVariable, data)] : Array.Empty<(string, string)>(),
            (CommandEnvironment.CacheVariable, locations.CacheFolder),
            .. locations.Offline ? [(CommandEnvironment.OfflineVariable, "1")] : Array.Empty<(string, string)>(),
            .. environment.Variable(DotnetRoot) is { Length: > 0 } root ? [(DotnetRoot, root)] : Array.Empty<(string, string)>(),
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
            {
                throw new UserMistakeException(
                    $"--output: {file} is there already and was not written by ganbench slurm; remove it or name another file.");
            }

            WholeFile.Write(file, script);
        }
        catch (Exception error) when (FileErrors.IsPathError(error))
        {
            throw new UserMistakeException($"--output: {file} cannot be written: {error.Message}");
        }

        screen.Line($"Submit it with:  sbatch {Words.Quoted(file)}");
        screen.Line($"How far it is:   {experiment.StatusCommand}");
        screen.Line("When a task was stopped, submit it again; what is done is not run again.");
    }

    // minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes, days-hours:minutes:seconds
    [GeneratedRegex(@"\A([0-9]{1,9}(:[0-9][0-9]){0,2}|[0-9]{1,9}-[0-9][0-9]?(:[0-9][0-9](:[0-9][0-9])?)?)\z")]
    private static partial Regex Time();

    [GeneratedRegex(@"\A[A-Za-z0-9_.,-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Partition();
}
