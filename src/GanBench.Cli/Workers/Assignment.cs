using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Workers;

/// <summary>A piece of work for one worker.</summary>
internal abstract record Assignment
{
    private Assignment() { }

    /// <summary>What it is called, for people.</summary>
    public abstract string Name { get; }

    /// <summary>Tells it from every other piece of work of a run.</summary>
    public abstract string Key { get; }

    /// <summary>Get a dataset's files.</summary>
    public sealed record Prepare(Choice Dataset) : Assignment
    {
        public override string Name => Dataset.Name;

        public override string Key => Dataset.Name;
    }

    /// <summary>Train and measure a cell.</summary>
    public sealed record Train(PlannedRun Run) : Assignment
    {
        public override string Name => $"{Run.Dataset.Name} {Run.Technique.Name} seed {Run.Seed}";

        public override string Key => Run.Id();
    }
}
