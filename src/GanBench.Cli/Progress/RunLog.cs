using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Metrics;

namespace GanBench.Cli.Progress;

/// <summary>One line for each cell when it is over, and now and then one on how the run stands; readable in a log file.</summary>
/// <param name="screen">Where the lines go.</param>
/// <param name="standing">Kept up to date here.</param>
/// <param name="time">Clock.</param>
/// <param name="interval">How often a line tells how the run stands; null for never, where that is always on the screen.</param>
internal sealed class RunLog(Screen screen, RunStanding standing, TimeProvider time, TimeSpan? interval) : IRunObserver
{
    /// <summary>Often enough to see that it goes on, rarely enough that a night's log can be read.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(1);

    private readonly string total = $"{standing.Cells}";
    private long lastLine = time.GetTimestamp();

    public RunStanding Standing => standing;

    public void Notice(string text) => screen.Line(text, Tone.Faint);

    public void Preparing(int worker, Choice dataset) => standing.Preparing(worker, dataset);

    public void Training(int worker, PlannedRun run) => standing.Training(worker, run);

    public void StepsDone(int worker, int generatorSteps)
    {
        standing.StepsDone(worker, generatorSteps);
        if (interval is not { } often || time.GetElapsedTime(lastLine) < often)
            return;
        lastLine = time.GetTimestamp();
        screen.Line($"-- {standing.Line()}", Tone.Faint);
    }

    public void Idle(int worker) => standing.Idle(worker);

    public void Finished(PlannedRun run, RunResult result, RunCost? cost, TimeSpan elapsed)
    {
        standing.Finished(run, result);
        var duration = elapsed > TimeSpan.Zero ? $", {Words.Duration(elapsed)}" : "";
        var rate = cost is { GeneratorStepsPerSecond: > 0 and < double.PositiveInfinity }
            ? $", {cost.GeneratorStepsPerSecond:N0} generator steps/s"
            : "";
        Line(run, result, $"{duration}{rate}");
    }

    public void DoneElsewhere(PlannedRun run, RunResult result)
    {
        standing.DoneElsewhere(run, result);
        Line(run, result, ", by another run");
    }

    private void Line(PlannedRun run, RunResult result, string how)
    {
        var place = $"{standing.Done}".PadLeft(total.Length);
        screen.Line($"[{place}/{total}] {standing.Name(run)}: {What(result)}{how}", ToneOf(result.Outcome));
    }

    private static Tone ToneOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Completed => Tone.Plain,
        RunOutcome.Failed => Tone.Bad,
        _ => Tone.Warning,
    };

    private static string What(RunResult result) => result.Outcome switch
    {
        RunOutcome.Diverged diverged => $"diverged, {diverged.What} was not finite after generator step {diverged.GeneratorStep:N0}",
        RunOutcome.Failed => "FAILED",
        RunOutcome.Skipped => "skipped",
        _ => Modes(result),
    };

    private static string Modes(RunResult result) =>
        result.Trajectory is [.., var last] && last.Metrics.TryGetValue(ModesAtShare.Name, out var modes) && double.IsFinite(modes)
            ? $"{modes:0.##} of {last.ModeCounts.Length} modes at share"
            : "completed";
}
