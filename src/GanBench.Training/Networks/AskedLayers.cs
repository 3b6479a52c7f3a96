namespace GanBench.Training.Networks;

/// <summary>What a technique asks of a discriminator's layers.</summary>
/// <param name="AcrossTheBatch">A layer between the last hidden layer and the output layer, or null.</param>
/// <param name="Weights">Makes what the layers multiply with from their weights; null for the weights as they are.</param>
public sealed record AskedLayers(BatchLayer? AcrossTheBatch = null, WeightRule? Weights = null);
