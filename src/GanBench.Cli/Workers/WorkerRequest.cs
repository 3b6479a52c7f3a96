using System.Text.Json.Serialization;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Workers;

/// <summary>What the supervisor asks of a worker: one JSON line on the worker's standard input.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(Train), "train")]
[JsonDerivedType(typeof(Stop), "stop")]
internal abstract record WorkerRequest
{
    private WorkerRequest() { }

    /// <summary>Get a dataset's files, so that no two workers do it at once.</summary>
    public sealed record Prepare(Choice Dataset, DataLocations Locations) : WorkerRequest;

    /// <summary>Train and measure one cell, from its checkpoint when there is one.</summary>
    /// <param name="Run">The cell.</param>
    /// <param name="Locations">Where data are.</param>
    /// <param name="Checkpoint">The checkpoint's file.</param>
    /// <param name="CheckpointSeconds">How often it is written.</param>
    public sealed record Train(PlannedRun Run, DataLocations Locations, string Checkpoint, double CheckpointSeconds) : WorkerRequest;

    /// <summary>Keep the state of the cell in training and stop; the only request that is heard during another one.</summary>
    public sealed record Stop : WorkerRequest;
}
