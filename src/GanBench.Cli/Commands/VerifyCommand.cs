using System.Collections.Immutable;
using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;
using GanBench.Cli.Screens;
using GanBench.Cli.Verification;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench verify DIR</c>: runs recorded cells again and compares the bits; writes nothing.</summary>
internal sealed class VerifyCommand : ProgramCommand
{
    private const int UsualSample = 3;
    private const int UsualSeed = 1;

    public VerifyCommand(CommandEnvironment environment)
        : base("verify", "Run recorded cells again and compare their bits with the records; nothing is written.")
    {
        var folder = RecordFolder.Argument();
        var sample = new ValueOption<int>(
            "--sample",
            ValueForms.WholeNumber(Shard.Most),
            $"How many records to run again, chosen by the seed; the default is {UsualSample}.");
        var all = new Option<bool>("--all") { Description = "Run all records again that can be compared." };
        var seed = new ValueOption<int>(
            "--seed",
            ValueForms.WholeNumber(int.MaxValue),
            $"Chooses the sample; the default is {UsualSeed}, and the same seed chooses the same records.");
        var (jobs, hang) = (SharedArguments.Jobs(environment), SharedArguments.HangSeconds());
        Add(folder);
        foreach (var option in (Option[])[sample, all, seed, jobs, hang])
            Add(option);
        all.Validators.Add(given =>
        {
            if (!given.Implicit && (given.GetResult(sample) ?? given.GetResult(seed)) is { Option.Name: var other })
                given.AddError($"ganbench verify: --all leaves nothing to choose; leave out {other} or --all.");
        });
        SetAction(parsed =>
        {
            var where = parsed.GetRequiredValue(folder);
            var records = RecordFolder.Read(where, environment.Catalogue);
            var count = sample.IsGiven(parsed) ? parsed.GetValue(sample) : UsualSample;
            var choice = seed.IsGiven(parsed) ? parsed.GetValue(seed) : UsualSeed;
            var chosen = parsed.GetValue(all) ? records.Comparable : records.Sample(count, choice);
            var limits = Limits.Default with { Silence = TimeSpan.FromSeconds(parsed.GetValue(hang)) };
            return Verify(where, records, chosen, parsed.GetValue(jobs), limits, environment);
        });
    }

    public override string Example => "verify DIR";

    public override string ExampleEffect => "runs cells of a results folder again and compares the bits";

    private static async Task<int> Verify(
        string folder,
        RecordFolder records,
        ImmutableArray<ComparableRecord> chosen,
        int jobs,
        Limits limits,
        CommandEnvironment environment)
    {
        var screen = environment.Screen;
        screen.Line(
            $"{folder}: {Words.Count(records.Count, "record")}; {records.Comparable.Length:N0} can be compared, " +
            $"{chosen.Length:N0} of them {(chosen.Length == 1 ? "is" : "are")} run again.",
            Tone.Strong);
        records.Tell(screen);
        var log = new VerifyLog(screen, environment.Catalogue, chosen);
        try
        {
            await Replay.Run(chosen, jobs, limits, environment, log);
        }
        catch (OperationCanceledException)
        {
            screen.Line($"Interrupted. {Sum(records, log)}", Tone.Warning);
            return ExitCode.Interrupted;
        }

        return Conclude(records, chosen, log, screen);
    }

    private static int Conclude(RecordFolder records, ImmutableArray<ComparableRecord> chosen, VerifyLog log, Screen screen)
    {
        var wrong = log.Differing + records.Damaged.Length > 0;
        screen.Line(Sum(records, log), wrong ? Tone.Bad : log.Failed > 0 || log.Matching == 0 ? Tone.Warning : Tone.Good);
        if (chosen.Length < records.Comparable.Length)
        {
            screen.Line(
                $"The other {Words.Count(records.Comparable.Length - chosen.Length, "record")} were not looked at; " +
                "--all runs every one again, --seed chooses others.",
                Tone.Faint);
        }

        if (wrong || log.Failed > 0)
            return ExitCode.CellsFailed;
        if (log.Matching > 0)
            return ExitCode.Fine;
        var another = records.NotComparable.IsEmpty
            ? ""
            : " A record names the commit that made it (host.commit); that version can compare it.";
        screen.Line($"Nothing was compared, so nothing is verified.{another}", Tone.Warning);
        return ExitCode.UserMistake;
    }

    private static string Sum(RecordFolder records, VerifyLog log)
    {
        var others = log.Skipped + log.Failed;
        return
            $"{Words.Count(log.Matching + log.Differing, "record")} compared: {log.Matching:N0} match, " +
            $"{log.Differing:N0} {(log.Differing == 1 ? "differs" : "differ")}; " +
            $"{records.Damaged.Length:N0} damaged, {records.NotComparable.Length + records.WithoutResult.Length:N0} not comparable" +
            (others > 0 ? $", {others:N0} could not be run here." : ".");
    }
}
