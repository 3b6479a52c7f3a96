using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Workers;

/// <summary>A piece of work for one worker.</summary>
internal abstract record Assignment
{
    private Assignment() { }

    public sealed record Prepare(Choice Dataset) : Assignment;

    public sealed record Train(PlannedRun Run) : Assignment;
}
