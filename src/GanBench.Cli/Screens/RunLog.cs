using System.Globalization;
using GanBench.Cli.Workers;
using GanBench.Experiments;
using GanBench.Records;

namespace GanBench.Cli.Screens;

/// <summary>One line for each cell when it is over; readable in a log file.</summary>
/// <param name="screen">Where the lines go.</param>
/// <param name="catalogue">Gives the techniques' labels.</param>
/// <param name="cells">Cells of the whole plan.</param>
/// <param name="done">Cells of them that were there before.</param>
internal sealed class RunLog(Screen screen, Catalogue catalogue, int cells, int done) : IRunObserver
{
    private readonly string total = cells.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cells that are over.</summary>
    public int Done { get; private set; } = done;

    /// <summary>A cell's name for people: <c>ring8 wgan-gp (lambda 0.1) seed 2</c>.</summary>
    public static string Name(PlannedRun run, Catalogue catalogue) =>
        $"{run.Dataset.Name} {catalogue.Label(run.Technique)} seed {run.Seed.ToString(CultureInfo.InvariantCulture)}";

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

    public void Finished(PlannedRun run, RunResult result, TimeSpan elapsed)
    {
        Done++;
        var count = Done.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length);
        var duration = elapsed > TimeSpan.Zero ? $", {Words.Duration(elapsed)}" : "";
        screen.Line($"[{count}/{total}] {Name(run, catalogue)}: {What(result)}{duration}", ToneOf(result.Outcome));
    }

    private static Tone ToneOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Completed => Tone.Plain,
        RunOutcome.Failed => Tone.Bad,
        _ => Tone.Warning,
    };

    private static string What(RunResult result) => result.Outcome switch
    {
        RunOutcome.Diverged diverged => string.Create(CultureInfo.InvariantCulture,
            $"diverged, {diverged.What} was not finite after generator step {diverged.GeneratorStep:N0}"),
        RunOutcome.Failed => "FAILED",
        RunOutcome.Skipped => "skipped",
        _ => Modes(result),
    };

    private static string Modes(RunResult result) =>
        result.Trajectory is [.., var last] && last.Metrics.TryGetValue("modes-at-share", out var modes) && double.IsFinite(modes)
            ? string.Create(CultureInfo.InvariantCulture, $"{modes:0.##} of {last.ModeCounts.Length} modes at share")
            : "completed";
}
