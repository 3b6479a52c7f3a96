using System.Globalization;
using GanBench.Cli.Workers;
using GanBench.Experiments;
using GanBench.Records;
using Spectre.Console;

namespace GanBench.Cli.Screens;

/// <summary>The lines of a <see cref="RunLog"/>, and under them what is going on: cells done, running cells, speed, time left.</summary>
internal sealed class LiveRun : IRunObserver, IDisposable
{
    /// <summary>What is shown before anything is known. Never show a single line: to redraw one, Spectre moves up by 0, which terminals read as 1.</summary>
    public static Rows Nothing => new(new Text("Starting"), new Text(" "));

    private const int BarWidth = 30;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);

    private readonly Lock drawing = new();
    private readonly LiveDisplayContext region;
    private readonly RunLog log;
    private readonly Catalogue catalogue;
    private readonly TimeProvider time;
    private readonly int cells;
    private readonly double totalWork;
    private readonly long began;
    private readonly SortedDictionary<int, Activity> activities = [];
    private readonly ITimer timer;
    private double finishedWork;
    private bool over;

    /// <param name="region">Where on the terminal.</param>
    /// <param name="log">Writes the lines.</param>
    /// <param name="catalogue">Gives the techniques' labels.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cells">Cells of the whole plan.</param>
    /// <param name="runs">Cells that are to be run now.</param>
    public LiveRun(LiveDisplayContext region, RunLog log, Catalogue catalogue, TimeProvider time, int cells, IEnumerable<PlannedRun> runs)
    {
        (this.region, this.log, this.catalogue, this.time, this.cells) = (region, log, catalogue, time, cells);
        totalWork = runs.Sum(Workload.Estimate);
        began = time.GetTimestamp();
        timer = time.CreateTimer(_ => Change(() => { }), null, TimeSpan.Zero, Refresh);
    }

    public void Notice(string text) => Change(() => log.Notice(text));

    public void Preparing(int worker, Choice dataset) => Change(() =>
        activities[worker] = new Activity($"{dataset.Name}: preparing data", Run: null, time.GetTimestamp(), 0));

    public void Training(int worker, PlannedRun run) => Change(() =>
        activities[worker] = new Activity(RunLog.Name(run, catalogue), run, time.GetTimestamp(), 0));

    public void StepsDone(int worker, int generatorSteps) => Change(() =>
        activities[worker] = activities[worker] with { GeneratorSteps = generatorSteps });

    public void Idle(int worker) => Change(() => activities.Remove(worker));

    public void Finished(PlannedRun run, RunResult result, TimeSpan elapsed) => Change(() =>
    {
        foreach (var worker in activities.Where(activity => activity.Value.Run == run).Select(activity => activity.Key).ToList())
            activities.Remove(worker);   // else its work would count twice
        finishedWork += Workload.Estimate(run);
        log.Finished(run, result, elapsed);
    });

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
        var work = finishedWork + activities.Values.Where(activity => activity.Run is not null).Sum(activity => Workload.Estimate(activity.Run!) * activity.Share);
        var share = totalWork > 0 ? Math.Clamp(work / totalWork, 0, 1) : 0;
        var elapsed = time.GetElapsedTime(began);
        var left = share > 0.01 ? $", about {Words.Duration(TimeSpan.FromSeconds(Math.Round(elapsed.TotalSeconds * (1 - share) / share)))} left" : "";
        var filled = (int)(BarWidth * share);
        var grid = new Grid().AddColumns(new GridColumn().NoWrap(), new GridColumn().NoWrap().RightAligned(), new GridColumn().NoWrap().RightAligned());
        foreach (var activity in activities.Values)
            grid.AddRow(new Text("  " + activity.Name), new Text(activity.Percent), new Text(activity.Rate(time), Screen.StyleOf(Tone.Faint)));

        var heading = new Paragraph(string.Create(CultureInfo.InvariantCulture, $"{log.Done:N0} of {cells:N0} cells  "), Screen.StyleOf(Tone.Strong))
            .Append(new string('\u2501', filled), Screen.StyleOf(Tone.Good))
            .Append(new string('\u2501', BarWidth - filled), Screen.StyleOf(Tone.Faint))
            .Append(string.Create(CultureInfo.InvariantCulture, $"  {share * 100:0} %, {Words.Duration(elapsed)}{left}"));
        return new Rows(heading, activities.Count == 0 ? new Text(" ") : grid);
    }

    /// <summary>What a worker does; <c>Run</c> is null while it prepares a dataset.</summary>
    private sealed record Activity(string Name, PlannedRun? Run, long Started, int GeneratorSteps)
    {
        public double Share => Run is null ? 0 : (double)GeneratorSteps / Math.Max(1, Run.GeneratorSteps);

        public string Percent => Run is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Share * 100:0} %");

        public string Rate(TimeProvider time) => GeneratorSteps == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{GeneratorSteps / Math.Max(0.001, time.GetElapsedTime(Started).TotalSeconds):N0} generator steps/s");
    }
}
