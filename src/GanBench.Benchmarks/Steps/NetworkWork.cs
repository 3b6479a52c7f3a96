using GanBench.Training.Networks;

namespace GanBench.Benchmarks.Steps;

/// <summary>Multiply-adds of a network's matrix products or convolutions for one sample.</summary>
/// <param name="All">Of all layers: what a forward pass takes, and the gradient of all weights.</param>
/// <param name="First">Of the first layer, whose input needs no gradient when it is data.</param>
/// <param name="Last">Of the last layer.</param>
internal sealed record NetworkWork(double All, double First, double Last)
{
    /// <summary>Gradients of the hidden layers' inputs, when the network's own input needs none.</summary>
    public double HiddenGradients => All - First;

    public static NetworkWork Of(Network network)
    {
        // A block that is no bias is a matrix that every sample is multiplied with once.
        double[] matrices = [.. network.Layout.Blocks
            .Where(block => !block.Name.EndsWith(".bias", StringComparison.Ordinal))
            .Select(block => (double)block.Count)];
        return new NetworkWork(matrices.Sum(), matrices[0], matrices[^1]);
    }
}
