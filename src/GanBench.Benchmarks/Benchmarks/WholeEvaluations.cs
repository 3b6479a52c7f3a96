using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Running;
using GanBench.Judges;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Whole evaluations, the real side made beforehand as in a run.</summary>
public class WholeEvaluations
{
    private OpenedDataset? opened;
    private Samples? samples;

    /// <summary>Points and images at the numbers of samples that the literature takes.</summary>
    public static IEnumerable<CheckpointCase> Cases =>
        [new("ring8", 2_500), new("grid25", 2_500), new("glyphs", 2_500), new("glyphs", 10_000)];

    /// <summary>The case that is timed.</summary>
    [ParamsSource(nameof(Cases))]
    public CheckpointCase Case { get; set; } = null!;

    /// <summary>Opens the dataset, draws what is measured, and measures it once: the real side is made then.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var known = KnownDatasets.All.Single(dataset => dataset.Name == Case.Dataset);
        var choice = Choice.Of(known.Definition, ImmutableSortedDictionary<string, SettingValue>.Empty);
        opened = OpenedDataset.Open(
            choice, new DataLocations(null, Path.GetTempPath(), Offline: true), KnownJudges.Recogniser, null, CancellationToken.None);
        var values = new float[Case.Count * opened.Definition.Dimension];
        opened.Data.Draw(SeedStream.FromSeed(1).Derive("generated"), 0, values);
        samples = new Samples(values, opened.Definition.Dimension);
        opened.Examine(samples);
    }

    /// <summary>One evaluation.</summary>
    [Benchmark]
    public ImmutableSortedDictionary<string, double> Evaluation() => opened!.Examine(samples!).Metrics;
}
