using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GanBench.Experiments.Plans;

/// <summary>How a run is measured.</summary>
/// <param name="Samples">Generated samples per evaluation, at least 1.</param>
/// <param name="Checkpoints">Evaluations after the first one at step 0, evenly spaced, the last at the end; 0 for controls.</param>
/// <param name="Metrics">Version of each metric that means something on the dataset, by name.</param>
/// <param name="Judge">Name and version of the classifier that recognises the modes, or null where distance does.</param>
public sealed record EvaluationProtocol(
    int Samples,
    int Checkpoints,
    ImmutableSortedDictionary<string, int> Metrics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Judge = null);
