using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;
using GanBench.Definitions;
using GanBench.Experiments.Comparing;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Verification;

/// <summary>Compares every cell that was run again with its record, and tells it in a line.</summary>
/// <param name="screen">Where the lines go.</param>
/// <param name="catalogue">Gives the techniques' labels.</param>
/// <param name="chosen">The records that are compared.</param>
internal abstract class ReplayLog(Screen screen, Catalogue catalogue, IReadOnlyCollection<ComparableRecord> chosen) : IRunObserver
{
    private readonly ILookup<string, ComparableRecord> records = chosen.ToLookup(record => record.Run.Id(), StringComparer.Ordinal);
    private int told;

    /// <summary>Records whose result came out here to the last bit, as far as it can be compared.</summary>
    public int Matching { get; private set; }

    /// <summary>Records whose result did not.</summary>
    public int Differing { get; private set; }

    /// <summary>Records whose cell could not start here, e.g. for want of a dataset's files.</summary>
    public int Skipped { get; private set; }

    /// <summary>Records whose cell broke here, e.g. for want of memory: there is no result, so nothing is said of the record.</summary>
    public int Failed { get; private set; }

    public void Notice(string text) => screen.Line(text, Tone.Faint);

    public void Preparing(int worker, Choice dataset)
    {
    }

    public void Training(int worker, PlannedRun run)
    {
    }

    public void StepsDone(int worker, int generatorSteps)
    {
    }

    public void Idle(int worker)
    {
    }

    // Nobody else works in the temporary folder.
    public void DoneElsewhere(PlannedRun run, RunResult result) => Finished(run, result, cost: null, TimeSpan.Zero);

    public void Finished(PlannedRun run, RunResult result, RunCost? cost, TimeSpan elapsed)
    {
        foreach (var record in records[run.Id()])
            Tell(record, result, elapsed);
    }

    /// <summary>Does what is to be done with a record that matches.</summary>
    /// <param name="compared">The record's file.</param>
    /// <param name="record">The record.</param>
    /// <param name="result">What came out here.</param>
    /// <returns>What to say of it, e.g. <c>match</c>.</returns>
    protected abstract string Match(ComparableRecord compared, RunRecord record, RunResult result);

    private void Tell(ComparableRecord compared, RunResult result, TimeSpan elapsed)
    {
        told++;
        var name = $"[{told}/{chosen.Count}] {DefinitionText.Name(compared.Run, catalogue)}";
        var record = (compared.Read() as RecordReading.Valid)?.Record;
        switch (result.Outcome)
        {
            case RunOutcome.Skipped skipped:
                Skipped++;
                CouldNot(skipped.Reason);
                break;
            case RunOutcome.Failed failed:
                Failed++;
                CouldNot(failed.Error);
                break;
            case var _ when record is null:
                Differ("the record was changed or removed in the meantime");
                break;
            case var _ when Measurements.Comparable(record.Result, result) is var (there, here) && there.Digests() == here.Digests():
                screen.Line($"{name}: {Match(compared, record, result)}, {Words.Duration(elapsed)}", Tone.Good);
                Matching++;
                break;
            default:
                Differ(ResultDifference.Describe(record.Result, result) ?? "the digests");
                break;
        }

        void CouldNot(string why)
        {
            screen.Line($"{name}: could not be run here", Tone.Warning);
            screen.Line($"  {why}", Tone.Faint);
        }

        void Differ(string where)
        {
            Differing++;
            screen.Line($"{name}: DIFFERS", Tone.Bad);
            screen.Line($"  {where}");
            screen.Line($"  {compared.File}", Tone.Faint);
            if (record is { Host: var host })
            {
                screen.Line(
                    $"  recorded by {host.Engine} ({host.Simd}) on {host.Processor}, {host.OperatingSystem}, {host.Runtime}, " +
                    $"commit {host.Commit ?? "unknown"}",
                    Tone.Faint);
            }
        }
    }
}
