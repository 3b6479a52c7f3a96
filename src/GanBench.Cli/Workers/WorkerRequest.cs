using System.Text.Json.Serialization;
using GanBench.Datasets;
using GanBench.Experiments;

namespace GanBench.Cli.Workers;

/// <summary>What the supervisor asks of a worker: one JSON line on the worker's standard input.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Prepare), "prepare")]
[JsonDerivedType(typeof(Train), "train")]
internal abstract record WorkerRequest
{
    private WorkerRequest() { }

    /// <summary>Get a dataset's files, so that no two workers do it at once.</summary>
    public sealed record Prepare(Choice Dataset, DataLocations Locations) : WorkerRequest;

    /// <summary>Train and measure one cell.</summary>
    public sealed record Train(PlannedRun Run, DataLocations Locations) : WorkerRequest;
}
