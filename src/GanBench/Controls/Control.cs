using GanBench.Datasets;
using GanBench.Randomness;

namespace GanBench.Controls;

/// <summary>
/// A sampler whose score is known beforehand: it stands in every table, so that a metric that it fools is seen to be fooled.
/// </summary>
public abstract record Control
{
    /// <summary>Raised whenever the same dataset and seed give other samples than before.</summary>
    public virtual int Version => 1;

    /// <summary>Kebab-case name, the same in specs, tables and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it can be drawn on a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    public virtual bool AppliesTo(Dataset dataset) => true;

    /// <summary>Draws what is measured in place of a generator's samples.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="data">The same, opened.</param>
    /// <param name="stream">Source of randomness of this run.</param>
    /// <param name="samples">Filled with whole samples, shape [N, d].</param>
    public abstract void Draw(Dataset dataset, TrainingData data, SeedStream stream, Span<float> samples);
}
