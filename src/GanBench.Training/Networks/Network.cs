namespace GanBench.Training.Networks;

/// <summary>A network: a layout of its parameters and a pure function of them and an input.</summary>
public abstract class Network
{
    /// <summary>Where the parameters lie in their flat vector.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>Runs the network for R replicas at once; each sees only its own parameters and input.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="input">Input, shape [R, B, in].</param>
    public abstract Activity Apply(Tensor parameters, Tensor input);

    /// <summary>Brings up to date what layers remember, in place, after an optimiser changed the parameters. Most remember nothing.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public virtual void AfterUpdate(Tensor parameters)
    {
    }
}

/// <summary>What a network computed.</summary>
/// <param name="Output">Output, shape [R, B, out].</param>
/// <param name="Features">Last hidden activations, shape [R, B, F].</param>
public sealed record Activity(Tensor Output, Tensor Features);

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

/// <summary>What a discriminator's layers multiply with, made from their weights.</summary>
public abstract record WeightRule
{
    /// <summary>What it remembers of one layer; not trained.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="inputs">Rows of the weight matrix.</param>
    /// <param name="outputs">Columns of the weight matrix.</param>
    public abstract ParameterBlock Memory(string layer, int inputs, int outputs);

    /// <summary>The weights that the layer uses.</summary>
    /// <param name="weight">The trained weights as a matrix, shape [R, inputs, outputs].</param>
    /// <param name="memory">What is remembered, shape [R, ...].</param>
    /// <returns>The shape of <paramref name="weight"/>.</returns>
    public abstract Tensor Apply(Tensor weight, Tensor memory);

    /// <summary>Brings what is remembered up to date, in place.</summary>
    /// <param name="weight">The trained weights as a matrix, shape [R, inputs, outputs].</param>
    /// <param name="memory">What is remembered, shape [R, ...].</param>
    public abstract void Refresh(Tensor weight, Tensor memory);
}
