using System.Collections.Immutable;
using System.CommandLine;
using GanBench.Cli.Screens;
using GanBench.Cli.Workers;
using GanBench.Experiments;
using GanBench.Records;
using Spectre.Console;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench run SPEC</c>: runs the cells that have no record yet, then writes tables and report.</summary>
internal static class RunCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var (spec, results, reports) = (ExperimentArguments.Spec(), ExperimentArguments.Results(), ExperimentArguments.Reports());
        var (jobs, shard) = (ExperimentArguments.Jobs(surroundings.Cores), ExperimentArguments.Share());
        var command = new Command("run", "Run the cells of an experiment that have no record yet, then write its tables and report.") { spec, jobs, shard, results, reports };
        command.SetAction(parsed =>
        {
            var experiment = Experiment.Read(parsed.GetRequiredValue(spec), parsed.GetRequiredValue(results), parsed.GetRequiredValue(reports), parsed.GetValue(shard));
            return Run(experiment, parsed.GetValue(jobs), surroundings);
        });
        return command;
    }

    private static async Task<int> Run(Experiment experiment, int jobs, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        OutputFolders.Prepare(experiment.Store.Folder, experiment.ReportFolder);
        var before = WithoutDamage(experiment, screen);
        var toDo = before.ToDo(experiment.Mine);
        Announce(experiment, toDo.Length, jobs, screen);

        var records = before;
        var host = Host.Facts(surroundings.Time);
        try
        {
            await Observed(experiment, toDo, surroundings, observer => new Supervisor(
                WorkerProgram.This(), jobs, surroundings.Locations, surroundings.Time, observer, Record).Run(toDo, surroundings.Interrupted));
        }
        catch (OperationCanceledException)
        {
            var done = experiment.Mine.Count(records.IsDone);
            screen.Line($"Interrupted. {done} of {experiment.MineInWords} are done and kept in {experiment.Store.Folder}.", Tone.Warning);
            screen.Line($"Continue with: {experiment.ContinueCommand}");
            return ExitCode.Interrupted;
        }

        screen.Line();
        Publish(experiment, records, screen);
        return Conclude(experiment, toDo, records, screen);

        void Record(PlannedRun run, RunResult result, RunCost? cost)
        {
            var record = RunRecord.Of(run, result, cost, host);
            experiment.WriteOrExplain(() => experiment.Store.Write(record));
            records = records.With(record);
        }
    }

    /// <summary>What is on disk; files that cannot be trusted are moved out of the way first.</summary>
    private static RecordSet WithoutDamage(Experiment experiment, Screen screen)
    {
        var records = experiment.Store.Load(experiment.Mine);
        foreach (var (id, reason) in records.Damaged)
        {
            experiment.WriteOrExplain(() => screen.Line(
                $"{experiment.Store.FileOf(id)} cannot be trusted: {reason}. It is now {Path.GetFileName(experiment.Store.SetAside(id))}, and its cell is run again.",
                Tone.Warning));
        }

        return records with { Damaged = RecordSet.Empty.Damaged };
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

        screen.Line($"Records:  {Path.Combine(experiment.Store.Folder, "*.json")} ({Words.Count(all.Records.Count, "cell")} of {experiment.Plan.Length})");
        screen.Line($"{Words.Count(missing, "cell")} of other shares {(missing == 1 ? "has" : "have")} no record yet. The share that ends last writes the tables and the report;");
        screen.Line($"from the records that are there: {experiment.ReportCommand}");
        screen.Line();
    }

    private static void Announce(Experiment experiment, int toDo, int jobs, Screen screen)
    {
        var there = experiment.Mine.Length - toDo;
        screen.Line($"{experiment.Spec.Name}: {experiment.Spec.Question}", Tone.Strong);
        var (cells, workers) = (experiment.MineInWords, Words.Count(Math.Min(jobs, toDo), "worker"));
        screen.Line((there, toDo) switch
        {
            (0, 0) => $"{cells}; there are more shares than cells, and nothing to run.",
            (0, _) => $"{cells} to run, with {workers}.",
            (_, 0) => $"{cells}, all of them there already in {experiment.Store.Folder}; nothing to run.",
            _ => $"{cells}, {there} of them there already in {experiment.Store.Folder}; {toDo} to run, with {workers}.",
        });
    }

    private static async Task Observed(
        Experiment experiment, ImmutableArray<PlannedRun> toDo, Surroundings surroundings, Func<IRunObserver, Task> run)
    {
        var (screen, cells) = (surroundings.Screen, experiment.Mine.Length);
        var log = new RunLog(screen, Experiment.Catalogue, cells, cells - toDo.Length);
        if (screen.Terminal is not { } terminal || toDo.Length == 0)
        {
            await run(log);
            return;
        }

        await terminal.Live(LiveRun.Nothing).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).StartAsync(async region =>
        {
            using var live = new LiveRun(region, log, Experiment.Catalogue, surroundings.Time, cells, toDo);
            await run(live);
        });
    }

    /// <summary>Says how many cells ended in which way, and what to do about those that did not complete.</summary>
    private static int Conclude(Experiment experiment, ImmutableArray<PlannedRun> ran, RecordSet records, Screen screen)
    {
        var outcomes = experiment.Mine.Select(run => records.Records[run.Id()].Result.Outcome).ToList();
        var (failed, skipped) = (outcomes.Count(outcome => outcome is RunOutcome.Failed), outcomes.Count(outcome => outcome is RunOutcome.Skipped));
        var tried = ran.Length - ran.Count(run => records.Records[run.Id()].Result.Outcome is RunOutcome.Skipped);
        screen.Line(
            $"{experiment.MineInWords}: {tried} run now, {outcomes.Count - ran.Length} there already; " +
            $"{outcomes.Count(outcome => outcome is RunOutcome.Completed)} completed, {outcomes.Count(outcome => outcome is RunOutcome.Diverged)} diverged, " +
            $"{failed} failed, {skipped} skipped.",
            failed > 0 ? Tone.Bad : skipped > 0 ? Tone.Warning : Tone.Good);
        if (skipped > 0)
            screen.Line($"The skipped cells could not start here; the reasons are under the tables. Once they are mended, run: {experiment.ContinueCommand}", Tone.Warning);
        if (failed > 0)
            screen.Line($"The failed cells broke; the reasons are under the tables. To try them again, run: {experiment.ContinueCommand}", Tone.Bad);
        return failed > 0 ? ExitCode.CellsFailed : ExitCode.Fine;
    }
}
