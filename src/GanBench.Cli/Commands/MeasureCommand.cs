using System.Collections.Immutable;
using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Cli.Verification;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench measure DIR</c>: replays the cells of records that lack metrics, and writes the metrics into the records.</summary>
internal sealed class MeasureCommand : ProgramCommand
{
    public MeasureCommand(CommandEnvironment environment)
        : base(
            "measure",
            "Run cells again to measure metrics that their records lack or have in an earlier version; costs and hosts stay.")
    {
        var folder = RecordFolder.Argument();
        var (jobs, hang) = (SharedArguments.Jobs(environment), SharedArguments.HangSeconds());
        Add(folder);
        foreach (var option in (Option[])[jobs, hang])
            Add(option);
        SetAction(parsed =>
        {
            var limits = Limits.Default with { Silence = TimeSpan.FromSeconds(parsed.GetValue(hang)) };
            return Measure(parsed.GetRequiredValue(folder), parsed.GetValue(jobs), limits, environment);
        });
    }

    public override string Example => "measure DIR";

    public override string ExampleEffect => "fills in the metrics that the records of a results folder lack";

    private static async Task<int> Measure(string folder, int jobs, Limits limits, CommandEnvironment environment)
    {
        var (screen, catalogue) = (environment.Screen, environment.Catalogue);
        var records = RecordFolder.Read(folder, catalogue);
        var lacking = records.Comparable.Select(record => (Record: record, Metrics: Missing(record, catalogue)))
            .Where(one => one.Metrics.Length > 0)
            .ToList();
        ImmutableArray<ComparableRecord> chosen = [.. lacking.Select(one => one.Record)];
        var all = $"{folder}: {Words.Count(records.Count, "record")}";
        screen.Line(
            chosen.IsEmpty
                ? $"{all}; none that can be run again here lacks a metric."
                : $"{all}; {chosen.Length:N0} of them {(chosen.Length == 1 ? "lacks" : "lack")} metrics and " +
                  $"{(chosen.Length == 1 ? "is" : "are")} run again.",
            Tone.Strong);
        foreach (var metric in lacking.SelectMany(one => one.Metrics).GroupBy(name => name, StringComparer.Ordinal))
            screen.Line($"  {metric.Key}: {Words.Count(metric.Count(), "record")}");
        records.Tell(screen);
        if (chosen.IsEmpty)
            return Conclude(records, log: null, screen);

        var log = new MeasureLog(screen, catalogue, chosen);
        try
        {
            await Replay.Run(chosen, jobs, limits, environment, log);
        }
        catch (OperationCanceledException)
        {
            screen.Line(
                $"Interrupted. {log.Matching:N0} of {Words.Count(chosen.Length, "record")} measured; " +
                "the same command goes on with the others.",
                Tone.Warning);
            return ExitCode.Interrupted;
        }

        return Conclude(records, log, screen);
    }

    private static ImmutableArray<string> Missing(ComparableRecord compared, Catalogue catalogue) =>
        compared.Read() is RecordReading.Valid { Record: var record } ? Measurements.Measurable(record, catalogue) : [];

    private static int Conclude(RecordFolder records, ReplayLog? log, Screen screen)
    {
        var (measured, differing) = (log?.Matching ?? 0, log?.Differing ?? 0);
        var (skipped, failed) = (log?.Skipped ?? 0, log?.Failed ?? 0);
        var wrong = differing + failed + records.Damaged.Length > 0;
        var others = skipped + failed;
        screen.Line(
            $"{Words.Count(measured, "record")} measured; {differing:N0} {(differing == 1 ? "differs" : "differ")}, " +
            $"{records.Damaged.Length:N0} damaged, {records.NotComparable.Length:N0} not comparable" +
            (others > 0 ? $", {others:N0} could not be run here." : "."),
            wrong ? Tone.Bad : others + records.NotComparable.Length > 0 ? Tone.Warning : Tone.Good);
        if (wrong || others + records.NotComparable.Length > 0)
            screen.Line("Records that were not measured are as they were.", Tone.Faint);
        if (!records.NotComparable.IsEmpty)
        {
            screen.Line(
                "What is not comparable can be measured by the version that its record names (host.commit), or run anew by this one.",
                Tone.Faint);
        }

        if (measured > 0)
            screen.Line("Tables and report are still those of before; write them again with: bin/ganbench report SPEC", Tone.Faint);
        return wrong ? ExitCode.CellsFailed
            : others > 0 || !records.NotComparable.IsEmpty ? ExitCode.UserMistake
            : ExitCode.Fine;
    }
}
