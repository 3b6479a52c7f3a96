using System.Collections.Immutable;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Files;
using GanBench.Reports.Page;
using GanBench.Reports.Summaries;
using GanBench.Reports.Tables;

namespace GanBench.Cli.Commands;

/// <summary>An experiment that was asked for on the command line: its spec, its plan, and where its files are.</summary>
/// <param name="Catalogue">What a spec can name.</param>
/// <param name="Written">The spec as the user named it.</param>
/// <param name="Spec">What the spec says.</param>
/// <param name="Plan">Its cells.</param>
/// <param name="Store">Its records.</param>
/// <param name="ReportFolder">Where its report goes.</param>
internal sealed record Experiment(
    Catalogue Catalogue, string Written, ExperimentSpec Spec, ImmutableArray<PlannedRun> Plan, RecordStore Store, string ReportFolder)
{
    /// <summary>The share that is asked for; null for the whole plan.</summary>
    public Shard? Shard { get; private init; }

    /// <summary>The cells of the share, or all of them.</summary>
    public ImmutableArray<PlannedRun> Mine { get; private init; } = Plan;

    /// <summary><c>27 cells</c>, <c>7 of 27 cells (share 2/4)</c>.</summary>
    public string MineInWords => Shard is null
        ? Words.Count(Plan.Length, "cell")
        : $"{Mine.Length:N0} of {Words.Count(Plan.Length, "cell")} (share {Shard})";

    /// <summary>The command that reproduces it, as a user would type it: the folders change no number, so they are not in it.</summary>
    public string Command => $"bin/ganbench run {Words.Quoted(Written)}";

    /// <summary>The command that runs what is missing, in the same folders.</summary>
    public string ContinueCommand => Command + (Shard is null ? "" : $" --shard {Shard}") + Folders;

    /// <summary>The command that writes tables and report from the records that are there.</summary>
    public string ReportCommand => $"bin/ganbench report {Words.Quoted(Written)}{Folders}";

    /// <summary>The command that tells how far it is.</summary>
    public string StatusCommand =>
        $"bin/ganbench status {Words.Quoted(Written)}{Option("--results", Store.Folder, SharedArguments.UsualResults)}";

    private string Folders =>
        Option("--results", Store.Folder, SharedArguments.UsualResults) + Option("--reports", ReportFolder, SharedArguments.UsualReports);

    /// <summary>Reads and plans; writes nothing.</summary>
    /// <param name="catalogue">What a spec can name.</param>
    /// <param name="written">The spec as the user named it.</param>
    /// <param name="results">Folder of all results.</param>
    /// <param name="reports">Folder of all reports.</param>
    /// <param name="shard">The share of the plan that is asked for; null for all of it.</param>
    /// <exception cref="UserMistakeException">The spec has problems; all are told.</exception>
    public static Experiment Read(Catalogue catalogue, string written, string results, string reports, Shard? shard = null)
    {
        var reading = SpecFile.Read(SpecNames.Locate(written), catalogue);
        if (reading.Spec is not { } spec)
            throw new UserMistakeException(reading.Describe());
        var plan = GanBench.Experiments.Specs.Plan.From(spec, catalogue);
        var store = new RecordStore(Path.Combine(results, spec.Name));
        return new Experiment(catalogue, written, spec, plan, store, Path.Combine(reports, spec.Name))
        {
            Shard = shard,
            Mine = shard?.Of(plan, new WorkEstimate().Of) ?? plan,
        };
    }

    /// <summary>Writes the CSV tables and the report, shows the tables, and names the files.</summary>
    public void Publish(RecordSet records, Screen screen)
    {
        var summary = Summary.From(Plan, records, Catalogue);
        var files = Report.From(new ReportInput(Spec, Plan, records, Catalogue, ModesOf, Command), summary);
        WriteOrExplain(() =>
        {
            CsvTables.Write(Store.Folder, summary);
            Report.Write(ReportFolder, files);
        });
        foreach (var dataset in summary.Datasets)
            TableView.Show(screen, ResultTables.Brief(dataset));
        if (ResultTables.Pooled(summary) is { } pooled)
            TableView.Show(screen, pooled);
        screen.Line($"Records:  {Path.Combine(Store.Folder, "*.json")} ({Words.Count(records.Records.Count, "cell")})");
        screen.Line(
            $"Tables:   {Path.Combine(Store.Folder, "cells.csv")}, trajectory.csv, summary.csv, statistics.csv, pooled.csv, profiles.csv");
        screen.Line($"Report:   {Path.Combine(ReportFolder, "report.md")} ({Words.Count(files.Length - 1, "picture")})");
    }

    /// <summary>
    /// Tells in a line of records in the folder that are none of this experiment's cells; says nothing where there are none.
    /// </summary>
    public void TellStrangers(Screen screen)
    {
        if (Store.Strangers(Plan) is not var (count, example))
            return;
        var (are, they, it, first) = count == 1
            ? ("is", "it is left alone and counts", "it", "It is")
            : ("are", "they are left alone and count", "them", "The first is");
        screen.Line(
            $"{Words.Count(count, "record")} in {Store.Folder} {are} of no cell of this experiment, but of another version of the spec " +
            $"or of GanBench: {they} nowhere; keep, move or delete {it} as you like. {first} {Words.OneLine(example.TrimEnd('.'))}.",
            Tone.Faint);
    }

    /// <summary>Writes files; a full disk or a folder that may not be written is the user's to mend.</summary>
    /// <exception cref="UserMistakeException">Something could not be written.</exception>
    public void WriteOrExplain(Action write) => WriteOrExplain(() =>
    {
        write();
        return true;
    });

    /// <summary>The same for what answers something.</summary>
    /// <exception cref="UserMistakeException">Something could not be written.</exception>
    public T WriteOrExplain<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw CannotWrite(error);
        }
    }

    /// <summary>What to tell when a file could not be written.</summary>
    public UserMistakeException CannotWrite(Exception error) => new(
        $"A file could not be written: {error.Message}\n" +
        $"The records in {Store.Folder} are kept. Mend it, then continue with: {ContinueCommand}");

    private string Option(string name, string folder, string usual) =>
        folder == Path.Combine(usual, Spec.Name) ? "" : $" {name} {Words.Quoted(Path.GetDirectoryName(folder)!)}";

    private PointModes? ModesOf(string dataset) =>
        KnownDatasets.Create(Plan.First(run => run.Dataset.Name == dataset).Dataset).Modes;
}
