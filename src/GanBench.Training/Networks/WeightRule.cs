namespace GanBench.Training.Networks;

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
