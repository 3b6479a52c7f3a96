using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GanBench.Experiments.Records;

/// <summary>The measurements at one checkpoint.</summary>
/// <param name="GeneratorStep">Generator updates done before it.</param>
/// <param name="ModeCounts">High-quality samples of each mode.</param>
/// <param name="Metrics">
/// Value by metric name; NaN where a metric is undefined. A metric that means nothing on the dataset is not there.
/// </param>
/// <param name="Training">How training stands; null where nothing is trained.</param>
/// <param name="Weights">
/// The first 8 hex digits of the SHA-256 of each array of weights as little-endian float32, by side and name, e.g.
/// <c>generator.hidden-1.bias</c>; null where nothing is trained. They tell where two runs of one cell part.
/// </param>
/// <param name="Averages">The same of averages of the generator's weights; null where none are asked for.</param>
public sealed record Evaluation(
    int GeneratorStep,
    ImmutableArray<int> ModeCounts,
    ImmutableSortedDictionary<string, double> Metrics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrainingFacts? Training = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableSortedDictionary<string, string>? Weights = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<AveragedEvaluation>? Averages = null);
