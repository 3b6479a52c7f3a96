using System.Collections.Immutable;
using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Progress;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Files;
using Spectre.Console;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench run SPEC</c>: runs the cells that have no record yet, then writes tables and report.</summary>
internal sealed class RunCommand : ProgramCommand
{
    public RunCommand(CommandEnvironment environment)
        : base("run", "Run the cells of an experiment that have no record yet, then write its tables and report.")
    {
        var (spec, results, reports) = (SharedArguments.Spec(environment), SharedArguments.Results(), SharedArguments.Reports());
        var (jobs, shard) = (SharedArguments.Jobs(environment), SharedArguments.Share());
        var (checkpoint, hang) = (SharedArguments.CheckpointSeconds(), SharedArguments.HangSeconds());
        Add(spec);
        foreach (var option in (Option[])[jobs, shard, results, reports, checkpoint, hang])
            Add(option);
        SetAction(parsed =>
        {
            var experiment = Experiment.Read(
                environment.Catalogue,
                parsed.GetRequiredValue(spec),
                parsed.GetRequiredValue(results),
                parsed.GetRequiredValue(reports),
                parsed.GetValue(shard));
            var limits = Limits.Default with
            {
                Checkpoint = TimeSpan.FromSeconds(parsed.GetValue(checkpoint)),
                Silence = TimeSpan.FromSeconds(parsed.GetValue(hang)),
            };
            return Run(experiment, parsed.GetValue(jobs), limits, environment);
        });
    }

    public override string Example => "run quick";

    public override string ExampleEffect => "runs experiments/quick.json; a second time it runs only what is missing";

    private static async Task<int> Run(Experiment experiment, int jobs, Limits limits, CommandEnvironment environment)
    {
        var screen = environment.Screen;
        OutputFolders.Prepare(environment.Time, experiment.Store.Folder, experiment.ReportFolder);
        var host = Host.Facts(environment.Engine, environment.Time);
        using var cells = new CellFolder(experiment.Store, experiment.Mine, host, environment.Time);
        var toDo = cells.Records.ToDo(experiment.Mine);
        Announce(experiment, cells, toDo.Length, jobs, screen);
        try
        {
            var workload = new Workload(toDo, new WorkEstimate().Of);
            var worker = WorkerProgram.Of(environment.Program);
            await using var pool = new WorkerPool(worker, Math.Min(jobs, toDo.Length), limits.Look, environment.Time);
            await Observed(experiment, cells, toDo, environment, observer => new Supervisor(
                pool, workload, cells, environment.Locations, limits, environment.Time, observer).Run(environment.Interrupted));
        }
        catch (OperationCanceledException)
        {
            var done = experiment.Mine.Count(cells.Records.IsDone);
            var begun = cells.CountBegun(experiment.Mine);
            screen.Line(
                $"Interrupted. {done} of {experiment.MineInWords} {(experiment.Plan.Length == 1 ? "is" : "are")} done " +
                $"and kept in {experiment.Store.Folder}" +
                $"{(begun > 0 ? $"; {begun} more will go on from where they stopped" : "")}.",
                Tone.Warning);
            screen.Line($"Continue with: {experiment.ContinueCommand}");
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw experiment.CannotWrite(error);
        }

        screen.Line();
        Publish(experiment, cells.Records, screen);
        return Conclude(experiment, cells, toDo, screen);
    }

    /// <summary>Tables and report; after a share only when the others are through too, because half a table misleads.</summary>
    private static void Publish(Experiment experiment, RecordSet records, Screen screen)
    {
        var all = experiment.Shard is null ? records : experiment.Store.Load(experiment.Plan);
        var missing = experiment.Plan.Count(run => !all.Records.ContainsKey(run.Id()));
        if (missing == 0)
        {
            experiment.Publish(all, screen);
            return;
        }

        var files = Path.Combine(experiment.Store.Folder, "*.json");
        screen.Line($"Records:  {files} ({Words.Count(all.Records.Count, "cell")} of {experiment.Plan.Length})");
        screen.Line(
            $"{Words.Count(missing, "cell")} of other shares {(missing == 1 ? "has" : "have")} no record yet. " +
            "The share that ends last writes the tables and the report;");
        screen.Line($"from the records that are there: {experiment.ReportCommand}");
        screen.Line();
    }

    private static void Announce(Experiment experiment, CellFolder cells, int toDo, int jobs, Screen screen)
    {
        var there = experiment.Mine.Length - toDo;
        screen.Line($"{experiment.Spec.Name}: {experiment.Spec.Question}", Tone.Strong);
        var (all, workers) = (experiment.MineInWords, Words.Count(Math.Min(jobs, toDo), "worker"));
        screen.Line((there, toDo) switch
        {
            (0, 0) => $"{all}; there are more shares than cells, and nothing to run.",
            (0, _) => $"{all} to run, with {workers}.",
            (_, 0) => $"{all}, all of them there already in {experiment.Store.Folder}; nothing to run.",
            _ => $"{all}, {there} of them there already in {experiment.Store.Folder}; {toDo} to run, with {workers}.",
        });
        if (cells.CountBegun(experiment.Mine) is > 0 and var begun)
            screen.Line($"{Words.Count(begun, "cell")} of them {(begun == 1 ? "goes" : "go")} on from where an earlier run stopped.");
        experiment.WriteOrExplain(() => experiment.TellStrangers(screen));
        if (toDo > 0 && !experiment.WriteOrExplain(() => cells.KeepsClaims))
        {
            screen.Line(
                $"The file system of {experiment.Store.Folder} keeps no locks: another run in the same folder would run the same cells. " +
                "Start one at a time there.",
                Tone.Warning);
        }
    }

    private static async Task Observed(
        Experiment experiment,
        CellFolder cells,
        ImmutableArray<PlannedRun> toDo,
        CommandEnvironment environment,
        Func<IRunObserver, Task> run)
    {
        var (screen, time) = (environment.Screen, environment.Time);
        var standing = new RunStanding(experiment.Catalogue, time, experiment.Mine, toDo, cells.Records);
        if (screen.Terminal is not { } terminal || toDo.Length == 0)
        {
            await run(new RunLog(screen, standing, time, RunLog.UsualInterval));
            return;
        }

        await terminal.Live(LiveRun.Nothing).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).StartAsync(async region =>
        {
            using var live = new LiveRun(region, new RunLog(screen, standing, time, interval: null), time);
            await run(live);
        });
    }

    /// <summary>Says how many cells ended in which way, and what to do about those that did not complete.</summary>
    private static int Conclude(Experiment experiment, CellFolder cells, ImmutableArray<PlannedRun> ran, Screen screen)
    {
        var records = cells.Records;
        var outcomes = experiment.Mine.Select(run => records.Records[run.Id()].Result.Outcome).ToList();
        var failed = outcomes.Count(outcome => outcome is RunOutcome.Failed);
        var skipped = outcomes.Count(outcome => outcome is RunOutcome.Skipped);
        var elsewhere = cells.DoneElsewhere > 0 ? $"{cells.DoneElsewhere} by another run meanwhile, " : "";
        screen.Line(
            $"{experiment.MineInWords}: {cells.Tried} run now, {elsewhere}{outcomes.Count - ran.Length} there already; " +
            $"{outcomes.Count(outcome => outcome is RunOutcome.Completed)} completed, " +
            $"{outcomes.Count(outcome => outcome is RunOutcome.Diverged)} diverged, " +
            $"{failed} failed, {skipped} skipped.",
            failed > 0 ? Tone.Bad : skipped > 0 ? Tone.Warning : Tone.Good);
        if (skipped > 0)
        {
            screen.Line(
                "The skipped cells could not start here; the reasons are under the tables. " +
                $"Once they are mended, run: {experiment.ContinueCommand}",
                Tone.Warning);
        }

        if (failed > 0)
        {
            screen.Line(
                $"The failed cells broke; the reasons are under the tables. To try them again, run: {experiment.ContinueCommand}",
                Tone.Bad);
        }

        return failed > 0 ? ExitCode.CellsFailed : ExitCode.Fine;
    }
}
