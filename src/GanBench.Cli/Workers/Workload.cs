using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Training.Techniques;

namespace GanBench.Cli.Workers;

/// <summary>What is still to be handed out: datasets to prepare first, then their cells, the longest first.</summary>
/// <remarks>Longest first because the last cell then ends soon after the others, and no worker waits long for it.</remarks>
internal sealed class Workload
{
    private readonly List<Choice> unprepared;
    private readonly List<PlannedRun> waiting;
    private readonly HashSet<string> ready = new(StringComparer.Ordinal);

    public Workload(ImmutableArray<PlannedRun> runs)
    {
        // OrderBy is stable: cells that are alike stay in the plan's order.
        waiting = [.. runs.OrderByDescending(Estimate)];
        unprepared = [.. waiting.DistinctBy(run => run.Dataset.Name).Select(run => run.Dataset)];
    }

    /// <summary>About how much work a run is, in units of no meaning: network updates, an image counting as ten points.</summary>
    public static double Estimate(PlannedRun run)
    {
        if (run.GeneratorSteps == 0)
            return 0;   // a control
        var updates = (double)run.GeneratorSteps * (1 + KnownTechniques.Create(run.Technique).DiscriminatorStepsPerGeneratorStep);
        return updates * (KnownDatasets.Create(run.Dataset).SampleShape.Length == 1 ? 1 : 10);
    }

    /// <summary>Takes the next piece of work, or null when there is none, or none until a dataset is prepared.</summary>
    public Assignment? Take()
    {
        if (unprepared.Count > 0)
        {
            var dataset = unprepared[0];
            unprepared.RemoveAt(0);
            return new Assignment.Prepare(dataset);
        }

        var next = waiting.FindIndex(run => ready.Contains(run.Dataset.Name));
        if (next < 0)
            return null;
        var taken = waiting[next];
        waiting.RemoveAt(next);
        return new Assignment.Train(taken);
    }

    /// <summary>A dataset is prepared: its cells may be handed out.</summary>
    public void MarkReady(Choice dataset) => ready.Add(dataset.Name);

    /// <summary>A dataset cannot be prepared: takes its cells away.</summary>
    public ImmutableArray<PlannedRun> Remove(Choice dataset)
    {
        ImmutableArray<PlannedRun> lost = [.. waiting.Where(run => run.Dataset.Name == dataset.Name)];
        waiting.RemoveAll(run => run.Dataset.Name == dataset.Name);
        return lost;
    }
}

/// <summary>A piece of work for one worker.</summary>
internal abstract record Assignment
{
    private Assignment() { }

    public sealed record Prepare(Choice Dataset) : Assignment;

    public sealed record Train(PlannedRun Run) : Assignment;
}
