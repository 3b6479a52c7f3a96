namespace GanBench.Training.Networks;

/// <summary>A layer that looks across the batch: it sits between a discriminator's last hidden layer and its output layer.</summary>
public abstract record BatchLayer
{
    /// <summary>Its parameters, for a last hidden layer of a given width.</summary>
    /// <param name="features">F, the width of the last hidden layer.</param>
    public abstract IReadOnlyList<ParameterBlock> Blocks(int features);

    /// <summary>Width of what the output layer sees.</summary>
    /// <param name="features">F, the width of the last hidden layer.</param>
    public abstract int OutputFeatures(int features);

    /// <summary>Runs the layer.</summary>
    /// <param name="parameters">Its parameters, one view a block, shape [R, ...].</param>
    /// <param name="features">Last hidden activations, shape [R, B, F].</param>
    /// <returns>What the output layer sees, shape [R, B, <see cref="OutputFeatures"/>].</returns>
    public abstract Tensor Apply(ReadOnlySpan<Tensor> parameters, Tensor features);
}
