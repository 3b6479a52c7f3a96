using System.Collections.Immutable;
using GanBench.Definitions;

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
