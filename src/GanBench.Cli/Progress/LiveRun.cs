using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Cli.Workers;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using Spectre.Console;

namespace GanBench.Cli.Progress;

/// <summary>
/// The lines of a <see cref="RunLog"/>, and under them what is going on: cells done, running cells, speed, time left, the best so far.
/// </summary>
internal sealed class LiveRun : IRunObserver, IDisposable
{
    /// <summary>
    /// What is shown before anything is known. Never show a single line: to redraw one, Spectre moves up by 0, which terminals read as 1.
    /// </summary>
    public static Rows Nothing => new(new Text("Starting"), new Text(" "));

    private const int BarWidth = 30;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);

    private readonly Lock drawing = new();
    private readonly LiveDisplayContext region;
    private readonly RunLog log;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private bool over;

    /// <param name="region">Where on the terminal.</param>
    /// <param name="log">Writes the lines, and knows how the run stands.</param>
    /// <param name="time">Clock.</param>
    public LiveRun(LiveDisplayContext region, RunLog log, TimeProvider time)
    {
        (this.region, this.log, this.time) = (region, log, time);
        timer = time.CreateTimer(_ => Change(() => { }), null, TimeSpan.Zero, Refresh);
    }

    public void Notice(string text) => Change(() => log.Notice(text));

    public void Preparing(int worker, Choice dataset) => Change(() => log.Preparing(worker, dataset));

    public void Training(int worker, PlannedRun run) => Change(() => log.Training(worker, run));

    public void StepsDone(int worker, int generatorSteps)
    {
        lock (drawing)
            log.StepsDone(worker, generatorSteps);   // the timer draws it
    }

    public void Idle(int worker) => Change(() => log.Idle(worker));

    public void Finished(PlannedRun run, RunResult result, RunCost? cost, TimeSpan elapsed) =>
        Change(() => log.Finished(run, result, cost, elapsed));

    public void DoneElsewhere(PlannedRun run, RunResult result) => Change(() => log.DoneElsewhere(run, result));

    public void Dispose()
    {
        timer.Dispose();
        lock (drawing)
            over = true;   // the timer may be about to fire once more
    }

    private void Change(Action change)
    {
        lock (drawing)
        {
            change();
            if (!over)
                region.UpdateTarget(Picture());
        }
    }

    private Rows Picture()
    {
        var standing = log.Standing;
        var share = standing.Share;
        var left = standing.Left is { } duration ? $", about {Words.Duration(duration)} left" : "";
        var filled = (int)(BarWidth * share);
        var grid = new Grid()
            .AddColumns(new GridColumn().NoWrap(), new GridColumn().NoWrap().RightAligned(), new GridColumn().NoWrap().RightAligned());
        foreach (var activity in standing.Activities)
            grid.AddRow(new Text("  " + activity.Name), new Text(activity.Percent), new Text(Rate(activity), Screen.StyleOf(Tone.Faint)));

        var heading = new Paragraph($"{standing.Done:N0} of {standing.Cells:N0} cells  ", Screen.StyleOf(Tone.Strong))
            .Append(new string('\u2501', filled), Screen.StyleOf(Tone.Good))
            .Append(new string('\u2501', BarWidth - filled), Screen.StyleOf(Tone.Faint))
            .Append($"  {share * 100:0} %, {Words.Duration(standing.Elapsed)}{left}");
        var best = standing.Best() is { Length: > 0 } most ? $"most modes so far: {most}" : " ";
        return new Rows(heading, new Text(best, Screen.StyleOf(Tone.Faint)), standing.Activities.Count == 0 ? new Text(" ") : grid);
    }

    private string Rate(RunStanding.Activity activity) => activity.GeneratorStepsPerSecond(time) is > 0 and var rate
        ? $"{rate:N0} generator steps/s"
        : "";
}
