using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Judges;

namespace GanBench.Training.Tests;

/// <summary>Small planned runs for tests.</summary>
internal static class Cells
{
    /// <summary>A folder without files: point datasets need none.</summary>
    public static DataLocations NoFiles { get; } = new(null, Path.Combine(Path.GetTempPath(), "ganbench-tests-cache"));

    public static PlannedRun Cell(string dataset, string technique, int seed, int generatorSteps = 12, int checkpoints = 3, int samples = 200) => new(
        Choice(Catalogues.BitTorch.Datasets, dataset),
        Choice(Catalogues.BitTorch.Techniques, technique),
        Choice(Catalogues.BitTorch.Profiles, Catalogues.BitTorch.DefaultProfile[dataset]),
        seed,
        generatorSteps,
        new EvaluationProtocol(
            samples,
            checkpoints,
            Catalogues.BitTorch.Metrics
                .Where(metric => Catalogues.BitTorch.MetricApplies(Choice(Catalogues.BitTorch.Datasets, dataset), metric.Name))
                .ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal),
            Catalogues.BitTorch.Judges.GetValueOrDefault(dataset)),
        Trainer.Version,
        Catalogues.BitTorch.Engine);

    /// <summary>Opens the runs' dataset and trains them.</summary>
    public static ImmutableArray<TrainedRun> Train(IReadOnlyList<PlannedRun> runs, IProgress<int>? progress, CancellationToken cancellation, Checkpointing? checkpointing = null) =>
        Trainer.Train(BitTorchEngine.Instance, runs, OpenedDataset.Open(runs[0].Dataset, NoFiles, KnownJudges.Recogniser, null, default), progress, cancellation, checkpointing);

    public static PlannedRun With(this PlannedRun run, string parameter, double value) =>
        run with { Technique = run.Technique with { Parameters = run.Technique.Parameters.SetItem(parameter, value) } };

    private static Choice Choice(ImmutableArray<Definition> definitions, string name)
    {
        var definition = definitions.Single(candidate => candidate.Name == name);
        return new Choice(name, definition.Version, definition.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal));
    }
}
