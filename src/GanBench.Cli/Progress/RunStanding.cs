using System.Collections.Immutable;
using GanBench.Cli.Wording;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Metrics;
using GanBench.Statistics;

namespace GanBench.Cli.Progress;

/// <summary>How a run stands: cells done, what is going on, share of the work, time left, and the best technique so far.</summary>
/// <remarks>Durations come from a clock that only goes forward, so a clock that is set back disturbs nothing.</remarks>
internal sealed class RunStanding
{
    // Earlier the estimate would jump.
    private const double LeastShare = 0.01;

    private readonly Catalogue catalogue;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly WorkEstimate works;
    private readonly Dictionary<PlannedRun, Course> courses = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<int, Activity> activities = [];
    private readonly Dictionary<string, Dictionary<string, List<double>>> scores = new(StringComparer.Ordinal);
    private readonly List<string> datasets = [];
    private double totalWork;
    private double doneWork;

    /// <param name="catalogue">Gives the techniques' labels.</param>
    /// <param name="time">Clock.</param>
    /// <param name="plan">The whole plan.</param>
    /// <param name="toDo">Its cells that are to be run now.</param>
    /// <param name="before">What was there before.</param>
    public RunStanding(
        Catalogue catalogue, TimeProvider time, ImmutableArray<PlannedRun> plan, ImmutableArray<PlannedRun> toDo, RecordSet before)
    {
        (this.catalogue, this.time, began, works) = (catalogue, time, time.GetTimestamp(), new WorkEstimate());
        (Cells, Done) = (plan.Length, plan.Length - toDo.Length);
        totalWork = toDo.Sum(works.Of);
        var waiting = toDo.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var run in plan.Where(run => !waiting.Contains(run)))
            Count(run, before.Records[run.Id()].Result);
    }

    /// <summary>Cells of the whole plan.</summary>
    public int Cells { get; }

    /// <summary>Cells of it that are over.</summary>
    public int Done { get; private set; }

    /// <summary>What the workers are doing, by worker.</summary>
    public IReadOnlyCollection<Activity> Activities => activities.Values;

    /// <summary>Share of this run's work that is done, in [0, 1].</summary>
    public double Share => totalWork > 0 ? Math.Clamp(doneWork / totalWork, 0, 1) : 0;

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(began);

    /// <summary>About how long it will take yet; null while that cannot be told.</summary>
    public TimeSpan? Left => Share > LeastShare ? TimeSpan.FromSeconds(Math.Round(Elapsed.TotalSeconds * (1 - Share) / Share)) : null;

    /// <summary>Generator steps per second of all cells in training together.</summary>
    public double GeneratorStepsPerSecond => activities.Values.Sum(activity => activity.GeneratorStepsPerSecond(time));

    /// <summary>A cell's name for people: <c>ring8 wgan-gp (lambda 0.1) seed 2</c>.</summary>
    public string Name(PlannedRun run) => DefinitionText.Name(run, catalogue);

    /// <summary>
    /// The technique that keeps most modes so far, by dataset: <c>ring8 wgan-gp 8, grid25 ns-gan 7.7</c>; empty while nothing is known.
    /// A technique counts with the interquartile mean over its seeds so far, controls not at all; the first of equals wins.
    /// </summary>
    public string Best() => string.Join(", ", datasets.Select(dataset =>
    {
        var (technique, modes) = scores[dataset]
            .Select(entry => (entry.Key, Modes: InterquartileMean.Of(entry.Value.ToArray())))
            .MaxBy(entry => entry.Modes);
        return $"{dataset} {technique} {modes:0.#}";
    }));

    /// <summary>All of it in one line, but for the activities.</summary>
    public string Line()
    {
        var rate = GeneratorStepsPerSecond;
        var best = Best();
        return $"{Done:N0} of {Cells:N0} cells, {Share * 100:0} % of the work in {Words.Duration(Elapsed)}"
            + (Left is { } left ? $", about {Words.Duration(left)} left" : "")
            + (rate > 0 ? $"; {Words.Count(activities.Count, "worker")} at {rate:N0} generator steps/s" : "")
            + (best.Length > 0 ? $"; most modes so far: {best}" : "");
    }

    public void Preparing(int worker, Choice dataset) =>
        activities[worker] = new Activity($"{dataset.Name}: preparing data", Run: null, time.GetTimestamp());

    public void Training(int worker, PlannedRun run)
    {
        activities[worker] = new Activity(Name(run), run, time.GetTimestamp());
        courses.TryAdd(run, new Course());
    }

    public void StepsDone(int worker, int generatorSteps)
    {
        if (!activities.TryGetValue(worker, out var activity) || activity.Run is not { } run)
            return;
        activity.Report(generatorSteps);
        var course = courses[run];
        course.Begin ??= generatorSteps;
        Move(run, course, generatorSteps);
    }

    public void Idle(int worker) => activities.Remove(worker);

    public void Finished(PlannedRun run, RunResult result)
    {
        foreach (var worker in activities.Where(activity => activity.Value.Run == run).Select(activity => activity.Key).ToList())
            activities.Remove(worker);
        if (courses.Remove(run, out var course))
            Move(run, course, run.GeneratorSteps);
        else
            doneWork += works.Of(run);
        Done++;
        Count(run, result);
    }

    public void DoneElsewhere(PlannedRun run, RunResult result)
    {
        totalWork -= works.Of(run);
        Done++;
        Count(run, result);
    }

    /// <summary>A cell is now here. What was done before this run is neither its work nor in its way.</summary>
    private void Move(PlannedRun run, Course course, int generatorSteps)
    {
        var perStep = works.Of(run) / Math.Max(1, run.GeneratorSteps);
        if (!course.Counted)
        {
            course.Counted = true;
            totalWork -= perStep * (course.Begin ?? 0);
            course.Steps = course.Begin ?? 0;
        }

        doneWork += perStep * (generatorSteps - course.Steps);
        course.Steps = generatorSteps;
    }

    private void Count(PlannedRun run, RunResult result)
    {
        if (catalogue.IsControl(run.Technique)
            || result.Trajectory is not [.., var last]
            || !last.Metrics.TryGetValue(ModesAtShare.Name, out var modes)
            || !double.IsFinite(modes))
        {
            return;
        }

        if (!scores.TryGetValue(run.Dataset.Name, out var techniques))
        {
            datasets.Add(run.Dataset.Name);
            scores[run.Dataset.Name] = techniques = new(StringComparer.Ordinal);
        }

        var label = catalogue.Label(run.Technique);
        if (!techniques.TryGetValue(label, out var values))
            techniques[label] = values = [];
        values.Add(modes);
    }

    /// <summary>How far a cell is.</summary>
    private sealed class Course
    {
        /// <summary>Generator steps that it had when this run first heard of it; null before.</summary>
        public int? Begin { get; set; }

        public bool Counted { get; set; }

        public int Steps { get; set; }
    }

    /// <summary>What a worker does; <c>Run</c> is null while it prepares a dataset.</summary>
    internal sealed record Activity(string Name, PlannedRun? Run, long Started)
    {
        private int? first;

        /// <summary>Generator steps done, those of earlier workers included.</summary>
        public int GeneratorSteps { get; private set; }

        /// <summary>How much of the cell is done, e.g. <c>42 %</c>.</summary>
        public string Percent => Run is null ? "" : $"{(double)GeneratorSteps / Math.Max(1, Run.GeneratorSteps) * 100:0} %";

        public void Report(int generatorSteps)
        {
            first ??= generatorSteps;
            GeneratorSteps = generatorSteps;
        }

        /// <summary>What this worker does by itself; 0 while that is unknown.</summary>
        public double GeneratorStepsPerSecond(TimeProvider time) =>
            (GeneratorSteps - (first ?? 0)) / Math.Max(0.001, time.GetElapsedTime(Started).TotalSeconds);
    }
}
