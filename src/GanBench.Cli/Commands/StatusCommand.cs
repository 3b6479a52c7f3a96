using System.Collections.Immutable;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;
using GanBench.Files;
using GanBench.Reports.Tables;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench status SPEC</c>: how far an experiment is; reads only, also while others run it.</summary>
internal sealed class StatusCommand : ProgramCommand
{
    private const int MostLines = 10;

    /// <summary>
    /// Stages in the order they are told: the word for the sum, and the letter and its meaning for the table; done cells are its numbers.
    /// </summary>
    private static readonly ImmutableArray<(CellStage Stage, string Word, string Letter)> NotDone =
    [
        (CellStage.Running, "running", "r"),
        (CellStage.Started, "interrupted", "i"),
        (CellStage.Failed, "failed", "f"),
        (CellStage.Skipped, "skipped", "s"),
        (CellStage.Damaged, "damaged", "d"),
    ];

    public StatusCommand(CommandEnvironment environment)
        : base("status", "Show how far an experiment is: done, running, failed, skipped, damaged, not yet; reads only, also while it runs.")
    {
        var (spec, results) = (SharedArguments.Spec(environment), SharedArguments.Results());
        Add(spec);
        Add(results);
        SetAction(parsed =>
        {
            var experiment = Experiment.Read(
                environment.Catalogue, parsed.GetRequiredValue(spec), parsed.GetRequiredValue(results), SharedArguments.UsualReports);
            Show(experiment, environment);
            return ExitCode.Fine;
        });
    }

    public override string Example => "status quick";

    public override string ExampleEffect => "what is done, running, failed and still to do";

    private static void Show(Experiment experiment, CommandEnvironment environment)
    {
        var (screen, store) = (environment.Screen, experiment.Store);

        // Before the records, so that a cell that ends meanwhile is seen as done.
        var running = ReadOrExplain(experiment, new CellClaims(store.Folder).Running);
        var records = ReadOrExplain(experiment, () => store.Load(experiment.Plan));
        var progress = PlanProgress.Of(experiment.Plan, records, running, id => File.Exists(store.CheckpointOf(id)));

        screen.Line($"{experiment.Spec.Name}: {experiment.Spec.Question}", Tone.Strong);
        screen.Line($"{store.Folder}: {Sum(progress)}.");
        screen.Line();
        TableView.Show(screen, Table(experiment, progress));
        Running(experiment, progress, running, screen);
        Reasons(experiment, progress, screen);
        Ages(experiment, records, environment);
        Next(experiment, progress, screen);
    }

    private static T ReadOrExplain<T>(Experiment experiment, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw new UserMistakeException($"{experiment.Store.Folder}: this folder cannot be read: {error.Message}");
        }
    }

    private static string Sum(PlanProgress progress)
    {
        var done = progress.Cells.Count(cell => cell.IsDone);
        var (diverged, waiting) = (progress.Count(CellStage.Diverged), progress.Count(CellStage.Waiting));
        var parts = NotDone
            .Select(one => (Count: progress.Count(one.Stage), one.Word))
            .Where(one => one.Count > 0)
            .Select(one => $"{one.Count:N0} {one.Word}");
        return $"{Words.Count(progress.Cells.Length, "cell")}: "
            + string.Join(", ", [
                $"{done:N0} done{(diverged > 0 ? $" ({diverged:N0} of them diverged)" : "")}",
                .. parts,
                .. waiting > 0 ? [$"{waiting:N0} not yet"] : Array.Empty<string>(),
            ]);
    }

    /// <summary>
    /// Techniques down, datasets across: cells done of cells planned, and letters for those that are neither done nor waiting.
    /// </summary>
    private static ResultTable Table(Experiment experiment, PlanProgress progress)
    {
        ImmutableArray<string> datasets = [.. progress.Cells.Select(cell => cell.Run.Dataset.Name).Distinct(StringComparer.Ordinal)];
        var techniques = progress.Cells.GroupBy(cell => experiment.Catalogue.Label(cell.Run.Technique), StringComparer.Ordinal);
        var rows = techniques.Select(technique => (ImmutableArray<string>)
        [
            technique.Key,
            .. datasets.Select(dataset => Entry([.. technique.Where(cell => cell.Run.Dataset.Name == dataset)])),
        ]);
        var used = NotDone.Where(one => progress.Count(one.Stage) > 0).Select(one => $"{one.Letter} {one.Word}").ToList();
        return new ResultTable(
            "Cells done of cells planned",
            ["technique", .. datasets],
            [.. rows],
            used.Count == 0 ? [] : [$"Of those that are not done: {string.Join(", ", used)}."]);
    }

    private static string Entry(ImmutableArray<CellProgress> cells)
    {
        if (cells.IsEmpty)
            return "-";
        var letters = NotDone
            .Select(one => (Count: cells.Count(cell => cell.Stage == one.Stage), one.Letter))
            .Where(one => one.Count > 0)
            .Select(one => $" {one.Count}{one.Letter}");
        return $"{cells.Count(cell => cell.IsDone)}/{cells.Length}" + string.Concat(letters);
    }

    private static void Running(Experiment experiment, PlanProgress progress, ImmutableArray<RunningCell> running, Screen screen)
    {
        var holders = running.ToDictionary(cell => cell.Id, cell => cell.By, StringComparer.Ordinal);
        Lines(screen, "Running:", Tone.Good, [.. progress.Cells.Where(cell => cell.Stage == CellStage.Running).Select(cell =>
        {
            var name = DefinitionText.Name(cell.Run, experiment.Catalogue);
            return holders[cell.Run.Id()] is not { } by ? name :
                $"{name}: {cell.GeneratorSteps:N0} of {Words.Count(cell.Run.GeneratorSteps, "step")}, " +
                $"on {Words.OneLine(by.Host)} (process {by.Process}) since {Moment(by.Since)}";
        })]);
    }

    private static void Reasons(Experiment experiment, PlanProgress progress, Screen screen)
    {
        Lines(screen, "Failed:", Tone.Bad, [.. Told(CellStage.Failed)]);
        Lines(screen, "Skipped:", Tone.Warning, [.. Told(CellStage.Skipped)]);
        Lines(screen, "Damaged:", Tone.Bad, [.. Told(CellStage.Damaged)]);

        IEnumerable<string> Told(CellStage stage) => progress.Cells.Where(cell => cell.Stage == stage)
            .Select(cell => $"{DefinitionText.Name(cell.Run, experiment.Catalogue)}: {Reason(cell.Run.Id())}");

        string Reason(string id) => Words.OneLine(progress.Records.Records.GetValueOrDefault(id)?.Result.Outcome switch
        {
            RunOutcome.Failed failed => failed.Error,
            RunOutcome.Skipped skipped => skipped.Reason,
            _ => progress.Records.Damaged[id],
        });
    }

    private static void Lines(Screen screen, string heading, Tone tone, ImmutableArray<string> lines)
    {
        if (lines.IsEmpty)
            return;
        screen.Line(heading, tone);
        foreach (var line in lines.Take(MostLines))
            screen.Line("  " + line);
        if (lines.Length > MostLines)
            screen.Line($"  ... and {lines.Length - MostLines:N0} more", Tone.Faint);
        screen.Line();
    }

    private static void Ages(Experiment experiment, RecordSet records, CommandEnvironment environment)
    {
        var (screen, store) = (environment.Screen, experiment.Store);
        var files = records.Records.Keys.Select(id => new FileInfo(store.FileOf(id)));
        var written = files.Where(file => file.Exists).Select(file => file.LastWriteTimeUtc).ToList();
        if (written.Count > 0)
        {
            var age = environment.Time.GetUtcNow().UtcDateTime - written.Max();
            var ago = age >= TimeSpan.Zero ? $", {Words.Duration(age)} ago" : "";   // the clock of whoever wrote it may be ahead
            screen.Line($"Records: the oldest of {Moment(written.Min())}, the newest of {Moment(written.Max())}{ago}.");
        }

        ReadOrExplain(experiment, () =>
        {
            experiment.TellStrangers(screen);
            return true;
        });
    }

    private static void Next(Experiment experiment, PlanProgress progress, Screen screen)
    {
        if (progress.Cells.All(cell => cell.IsDone))
        {
            screen.Line($"Nothing is left to run. Tables and report: {experiment.ReportCommand}", Tone.Good);
            return;
        }

        var running = progress.Count(CellStage.Running);
        if (progress.SecondsLeft(new WorkEstimate().Of) is { } seconds)
        {
            var together = running > 1
                ? $", about {Words.Duration(TimeSpan.FromSeconds(seconds / running))} for the {running} that run now"
                : "";
            screen.Line($"Time left: about {Words.Duration(TimeSpan.FromSeconds(seconds))} for one worker{together}.");
        }

        if (running == 0)
            screen.Line($"Nothing is running. Continue with: {experiment.ContinueCommand}", Tone.Warning);
    }

    private static string Moment(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
