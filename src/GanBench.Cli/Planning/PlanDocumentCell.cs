using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Planning;

/// <summary>A cell of a <see cref="PlanDocument"/>.</summary>
/// <param name="Id">The cell's id, which names its record.</param>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="DatasetParameters">All parameters of the dataset.</param>
/// <param name="Technique">Name of the technique or control; of a combination, the names of its parts joined by "+".</param>
/// <param name="Parameters">All parameters of the technique; of a combination, as <c>r1.gamma</c>.</param>
/// <param name="Seed">The seed.</param>
/// <param name="GeneratorSteps">Generator updates; 0 for controls.</param>
/// <param name="Settings">All settings that mean something, by flat name such as <c>generator.rate</c>; empty for controls.</param>
/// <param name="Evaluation">When and how much is measured.</param>
/// <param name="Operations">Floating-point operations of the training; null when the engine does not count them.</param>
/// <param name="ExpectedSeconds">About how long one worker here trains it; null with <paramref name="Operations"/>.</param>
internal sealed record PlanDocumentCell(
    string Id,
    string Dataset,
    ImmutableSortedDictionary<string, SettingValue> DatasetParameters,
    string Technique,
    ImmutableSortedDictionary<string, SettingValue> Parameters,
    int Seed,
    int GeneratorSteps,
    ImmutableSortedDictionary<string, SettingValue> Settings,
    EvaluationProtocol Evaluation,
    long? Operations,
    double? ExpectedSeconds)
{
    /// <summary>Writes a cell down.</summary>
    /// <param name="run">The cell.</param>
    /// <param name="costs">What it takes.</param>
    public static PlanDocumentCell Of(PlannedRun run, PlanCosts costs) => new(
        run.Id(),
        run.Dataset.Name,
        run.Dataset.Parameters,
        run.Technique.Name,
        ParametersOf(run.Technique),
        run.Seed,
        run.GeneratorSteps,
        run.Training.Settings,
        run.Evaluation,
        costs.Operations(run),
        costs.Seconds(run));

    private static ImmutableSortedDictionary<string, SettingValue> ParametersOf(Choice technique) => technique.Parts is { } parts
        ? parts.SelectMany(part => part.Parameters.Select(pair => KeyValuePair.Create($"{part.Name}.{pair.Key}", pair.Value)))
            .ToImmutableSortedDictionary(StringComparer.Ordinal)
        : technique.Parameters;
}
