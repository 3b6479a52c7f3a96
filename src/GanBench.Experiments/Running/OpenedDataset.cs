using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Experiments.Running;

/// <summary>
/// A dataset that is ready for runs: its files read, its judge there. Opening may take long, so it is kept from run to run.
/// </summary>
/// <param name="Choice">What was opened.</param>
/// <param name="Definition">The dataset.</param>
/// <param name="Data">Gives training batches.</param>
/// <param name="Recogniser">Sorts generated samples into modes.</param>
public sealed record OpenedDataset(Choice Choice, Dataset Definition, TrainingData Data, ModeRecogniser Recogniser)
{
    private readonly Dictionary<int, Reference> references = [];

    /// <summary>Version of each metric that <see cref="Examine"/> measures, by name.</summary>
    public ImmutableSortedDictionary<string, int> MetricVersions =>
        KnownMetrics.For(Definition).ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal);

    /// <summary>Measures generated samples.</summary>
    /// <param name="generated">Samples, shape [N, d].</param>
    /// <returns>
    /// High-quality samples of each mode, and the value of every metric that means something here; NaN where it is undefined.
    /// </returns>
    public (ImmutableArray<int> ModeCounts, ImmutableSortedDictionary<string, double> Metrics) Examine(Samples generated)
    {
        var input = new MetricInput(generated, Recogniser.Recognise(generated), ReferenceFor(generated.Count));
        return (
            input.Counts.HighQuality,
            KnownMetrics.For(Definition)
                .ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Compute(input), StringComparer.Ordinal));
    }

    /// <summary>The real side of evaluations of N samples; made once.</summary>
    /// <param name="sampleCount">N.</param>
    public Reference ReferenceFor(int sampleCount)
    {
        if (!references.TryGetValue(sampleCount, out var reference))
            references[sampleCount] = reference = new Reference(
                Definition, sampleCount, Features(Data.HeldOut(sampleCount)), draw => Features(Perfect(sampleCount, draw)));
        return reference;
    }

    private Samples Features(Samples samples) => Recogniser.Recognise(samples).Features;

    private Samples Perfect(int sampleCount, int draw)
    {
        var values = new float[sampleCount * Definition.Dimension];
        Data.Draw(SeedStream.FromSeed(0).Derive("perfect"), draw, values);
        return new Samples(values, Definition.Dimension);
    }

    /// <summary>Whether this is the dataset that another choice names.</summary>
    /// <param name="other">Name, version and parameters.</param>
    public bool Is(Choice other) =>
        Choice.Name == other.Name && Choice.Version == other.Version && Choice.Parameters.SequenceEqual(other.Parameters);

    /// <summary>Makes sure that a run was planned for this dataset.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">It was not.</exception>
    internal void RequireFor(PlannedRun run)
    {
        if (!Is(run.Dataset))
            throw new ArgumentException($"Run {run.Id()} is on {run.Dataset.Name}, but {Choice.Name} was opened for it.", nameof(run));
    }

    /// <summary>Reads or downloads the files, and reads the judge's weights.</summary>
    /// <param name="choice">The dataset's name and parameters.</param>
    /// <param name="locations">Where data are found.</param>
    /// <param name="judges">Opens the dataset's judge, where it has one.</param>
    /// <param name="progress">Told what takes long, one sentence at a time; may be null.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataUnavailableException">
    /// The files are not here and cannot be had, or the judge's weights are not what they must be.
    /// </exception>
    public static OpenedDataset Open(
        Choice choice, DataLocations locations, ModeRecogniser.OpenJudge judges, IProgress<string>? progress,
        CancellationToken cancellation)
    {
        var dataset = KnownDatasets.Create(choice);
        var data = dataset.Open(locations, progress, cancellation);
        return new OpenedDataset(choice, dataset, data, ModeRecogniser.For(dataset, judges));
    }
}
