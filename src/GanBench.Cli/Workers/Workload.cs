using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Workers;

/// <summary>What is still to be handed out: datasets to prepare first, then their cells, the longest first.</summary>
/// <remarks>
/// Longest first because the last cell then ends soon after the others, and no worker waits long for it. Cells that are tried again come
/// before all others; cells that another run has in hand wait aside until they are asked for again.
/// </remarks>
internal sealed class Workload
{
    private readonly Queue<Choice> unprepared;
    private readonly Dictionary<string, Queue<(PlannedRun Run, int Place)>> waiting;
    private readonly HashSet<string> ready = new(StringComparer.Ordinal);
    private readonly Queue<Assignment> again = new();
    private readonly List<PlannedRun> elsewhere = [];

    /// <param name="runs">The cells.</param>
    /// <param name="cost">About how much work a cell is.</param>
    public Workload(ImmutableArray<PlannedRun> runs, Func<PlannedRun, double> cost)
    {
        // OrderByDescending is stable: cells that are alike stay in the plan's order.
        var ordered = runs.OrderByDescending(cost).Select((run, place) => (Run: run, Place: place)).ToList();
        waiting = ordered.GroupBy(entry => entry.Run.Dataset.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => new Queue<(PlannedRun, int)>(group), StringComparer.Ordinal);
        unprepared = new(ordered.DistinctBy(entry => entry.Run.Dataset.Name).Select(entry => entry.Run.Dataset));
    }

    /// <summary>Cells that another run has in hand.</summary>
    public IReadOnlyList<PlannedRun> Elsewhere => elsewhere;

    /// <summary>Takes the next piece of work, or null when there is none, or none until a dataset is prepared.</summary>
    public Assignment? Take()
    {
        if (again.TryDequeue(out var repeated))
            return repeated;
        if (unprepared.TryDequeue(out var dataset))
            return new Assignment.Prepare(dataset);

        Queue<(PlannedRun Run, int Place)>? first = null;
        foreach (var name in ready)
        {
            if (waiting.TryGetValue(name, out var queue) && queue.Count > 0 && (first is null || queue.Peek().Place < first.Peek().Place))
                first = queue;
        }

        return first is null ? null : new Assignment.Train(first.Dequeue().Run);
    }

    /// <summary>Gives a piece of work back, to be handed out before all others.</summary>
    public void PutBack(Assignment assignment) => again.Enqueue(assignment);

    /// <summary>Another run has this cell in hand.</summary>
    public void LeaveElsewhere(PlannedRun run) => elsewhere.Add(run);

    /// <summary>Cells that another run had in hand are handed out again, to see what became of them.</summary>
    public void AskAgain()
    {
        foreach (var run in elsewhere)
            again.Enqueue(new Assignment.Train(run));
        elsewhere.Clear();
    }

    /// <summary>A dataset is prepared: its cells may be handed out.</summary>
    public void MarkReady(Choice dataset) => ready.Add(dataset.Name);

    /// <summary>A dataset cannot be prepared: takes its cells away.</summary>
    public ImmutableArray<PlannedRun> Remove(Choice dataset) =>
        waiting.Remove(dataset.Name, out var lost) ? [.. lost.Select(entry => entry.Run)] : [];
}
