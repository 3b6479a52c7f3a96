using System.Collections.Immutable;
using GanBench.Experiments;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>The definition of a dataset: what it is, before any file is read.</summary>
public abstract record Dataset
{
    /// <summary>Raised whenever the same choice gives other samples than before.</summary>
    public abstract int Version { get; }

    /// <summary>One sentence for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>Where the definition comes from; null for this project's own.</summary>
    public abstract Citation? Source { get; }

    /// <summary>Shape of one sample: <c>[2]</c> for points, <c>[channels, height, width]</c> for images.</summary>
    public abstract ImmutableArray<int> SampleShape { get; }

    /// <summary>d, the product of <see cref="SampleShape"/>.</summary>
    public int Dimension => SampleShape.Aggregate(1, (product, size) => product * size);

    /// <summary>Share of each mode in the true distribution, shape [K]; sums to 1.</summary>
    public abstract ImmutableArray<double> ModeWeights { get; }

    /// <summary>Where the modes of a point dataset lie; null when a judge recognises the modes.</summary>
    public virtual PointModes? Modes => null;

    /// <summary>Name and version of the classifier that recognises the modes; null when distance does.</summary>
    public virtual string? Judge => null;

    /// <summary>Reads what it needs, downloading it when it must.</summary>
    /// <param name="locations">Where files are looked for.</param>
    /// <param name="progress">Told about downloads, one sentence at a time; may be null.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DataUnavailableException">The files are not here and cannot be had.</exception>
    public abstract TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation);
}

/// <summary>Isotropic Gaussian modes of a point dataset.</summary>
/// <param name="Centres">Mode centres, shape [K, d], in data units.</param>
/// <param name="Sigma">Standard deviation per axis of every mode, in data units.</param>
public sealed record PointModes(Samples Centres, double Sigma);

/// <summary>A dataset that can be drawn from.</summary>
public abstract class TrainingData
{
    /// <summary>Draws i.i.d. training samples.</summary>
    /// <param name="stream">Source of randomness; the same stream and step give the same batch.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="batch">Filled with whole samples, shape [B, d].</param>
    public abstract void Draw(SeedStream stream, long step, Span<float> batch);

    /// <summary>Draws i.i.d. training samples of one mode only.</summary>
    /// <param name="mode">The mode, in [0, K).</param>
    /// <param name="stream">Source of randomness; the same stream and step give the same batch.</param>
    /// <param name="step">Counter of the batch, at least 0.</param>
    /// <param name="batch">Filled with whole samples, shape [B, d].</param>
    public abstract void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch);

    /// <summary>Writes one sample that stands for a mode, always the same: the centre of a Gaussian, or a real image.</summary>
    /// <param name="mode">The mode, in [0, K).</param>
    /// <param name="sample">Overwritten with one sample, shape [d].</param>
    public abstract void WriteRepresentative(int mode, Span<float> sample);

    /// <summary>Real samples that training never draws: what metrics compare generated samples with.</summary>
    /// <param name="count">How many are wanted, at least 0.</param>
    /// <returns>The first of a fixed sequence, shape [M, d]; fewer than asked for when there are no more.</returns>
    public abstract Samples HeldOut(int count);
}

/// <summary>Where dataset files are looked for.</summary>
/// <param name="DataFolder">The folder that GANBENCH_DATA names, or null.</param>
/// <param name="CacheFolder">This user's cache, where downloads are kept.</param>
/// <param name="Offline">Whether nothing may be downloaded.</param>
public sealed record DataLocations(string? DataFolder, string CacheFolder, bool Offline = false);

/// <summary>A dataset's files are not here and could not be had.</summary>
/// <param name="reason">What was tried, and what the user can do.</param>
public sealed class DataUnavailableException(string reason) : Exception(reason);
