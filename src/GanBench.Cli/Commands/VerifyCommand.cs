using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GanBench.Cli.Screens;
using GanBench.Cli.Verification;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench verify DIR</c>: runs recorded cells again and compares the bits; writes nothing.</summary>
internal static class VerifyCommand
{
    private const int UsualSample = 3;
    private const int MostLines = 10;

    public static Command Create(Surroundings surroundings)
    {
        var folder = ExperimentArguments.RecordsFolder();
        var sample = ExperimentArguments.Whole("--sample", SpecParser.MostCells, "How many records to run again, chosen by the seed; the default is 3.");
        var all = new Option<bool>("--all") { Description = "Run all records again that can be compared." };
        var seed = ExperimentArguments.Whole("--seed", int.MaxValue, "Chooses the sample; the default is 1, and the same seed chooses the same records.");
        var (jobs, hang) = (ExperimentArguments.Jobs(surroundings.Cores), ExperimentArguments.HangSeconds());
        var command = new Command("verify", "Run recorded cells again and compare their bits with the records; nothing is written.") { folder, sample, all, seed, jobs, hang };
        command.Validators.Add(result =>
        {
            if (result.GetResult(all) is not null && (result.GetResult(sample) ?? result.GetResult(seed)) is { Option.Name: var other })
                result.AddError($"ganbench verify: --all leaves nothing to choose; leave out {other} or --all.");
        });
        command.SetAction(parsed =>
        {
            var where = parsed.GetRequiredValue(folder);
            var records = Read(where);
            var chosen = parsed.GetValue(all) ? records.Comparable : records.Sample(parsed.GetValue(sample) ?? UsualSample, parsed.GetValue(seed) ?? 1);
            var limits = Limits.Default with { Silence = TimeSpan.FromSeconds(parsed.GetValue(hang)) };
            return Verify(where, records, chosen, parsed.GetValue(jobs), limits, surroundings);
        });
        return command;
    }

    private static RecordFolder Read(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
                throw new UserMistakeException($"{folder}: there is no such folder. Name a folder with records, such as results/reference/quick.");
            var records = RecordFolder.Read(folder, Experiment.Catalogue);
            return records.Count > 0
                ? records
                : throw new UserMistakeException($"{folder}: there are no records in this folder or in its subfolders. Name a folder with records, such as results/reference/quick.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"{folder}: this folder cannot be read: {error.Message}");
        }
    }

    private static async Task<int> Verify(string folder, RecordFolder records, ImmutableArray<ComparableRecord> chosen, int jobs, Limits limits, Surroundings surroundings)
    {
        var screen = surroundings.Screen;
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{folder}: {Words.Count(records.Count, "record")}; {records.Comparable.Length:N0} can be compared, {chosen.Length:N0} of them {(chosen.Length == 1 ? "is" : "are")} run again."),
            Tone.Strong);
        Tell(records.NotComparable, "not comparable", Tone.Warning, screen);
        Tell(records.Damaged, "damaged", Tone.Bad, screen);

        var log = new VerifyLog(screen, Experiment.Catalogue, chosen);
        ImmutableArray<PlannedRun> runs = [.. chosen.Select(record => record.Run).DistinctBy(run => run.Id())];
        var aside = Directory.CreateTempSubdirectory("ganbench-verify-").FullName;
        try
        {
            using var cells = new CellFolder(new RecordStore(aside), runs, Host.Facts(surroundings.Time), surroundings.Time);
            await new Supervisor(WorkerProgram.This(), jobs, surroundings.Locations, limits, surroundings.Time, log, cells).Run(runs, surroundings.Interrupted);
        }
        catch (OperationCanceledException)
        {
            screen.Line($"Interrupted. {Sum(records, log)}", Tone.Warning);
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserMistakeException($"{aside}: what is run again could not be kept there meanwhile: {error.Message}\nTMPDIR names another folder for temporary files.");
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }

        return Conclude(records, chosen, log, screen);
    }

    private static int Conclude(RecordFolder records, ImmutableArray<ComparableRecord> chosen, VerifyLog log, Screen screen)
    {
        var wrong = log.Differing + records.Damaged.Length > 0;
        screen.Line(Sum(records, log), wrong ? Tone.Bad : log.Failed > 0 || log.Matching == 0 ? Tone.Warning : Tone.Good);
        if (chosen.Length < records.Comparable.Length)
            screen.Line($"The other {Words.Count(records.Comparable.Length - chosen.Length, "record")} were not looked at; --all runs every one again, --seed chooses others.", Tone.Faint);
        if (wrong || log.Failed > 0)
            return ExitCode.CellsFailed;
        if (log.Matching > 0)
            return ExitCode.Fine;
        var another = records.NotComparable.IsEmpty ? "" : " A record names the commit that made it (host.commit); that version can compare it.";
        screen.Line($"Nothing was compared, so nothing is verified.{another}", Tone.Warning);
        return ExitCode.UserMistake;
    }

    private static string Sum(RecordFolder records, VerifyLog log) => string.Create(CultureInfo.InvariantCulture,
        $"{Words.Count(log.Matching + log.Differing, "record")} compared: {log.Matching:N0} match, {log.Differing:N0} {(log.Differing == 1 ? "differs" : "differ")}; ")
        + string.Create(CultureInfo.InvariantCulture, $"{records.Damaged.Length:N0} damaged, {records.NotComparable.Length:N0} not comparable")
        + (log.Skipped + log.Failed is > 0 and var others ? string.Create(CultureInfo.InvariantCulture, $", {others:N0} could not be run here.") : ".");

    /// <summary>Files with the same reason in one line.</summary>
    private static void Tell(ImmutableArray<(string File, string Why)> files, string what, Tone tone, Screen screen)
    {
        var reasons = files.GroupBy(file => file.Why, StringComparer.Ordinal).ToList();
        foreach (var reason in reasons.Take(MostLines))
        {
            var others = reason.Count() == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {reason.Count() - 1:N0} more");
            screen.Line($"  {reason.First().File}{others}: {what}: {Words.OneLine(reason.Key)}", tone);
        }

        if (reasons.Count > MostLines)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  ... and {reasons.Count - MostLines:N0} more reasons"), Tone.Faint);
    }
}
