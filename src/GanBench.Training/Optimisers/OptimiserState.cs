namespace GanBench.Training.Optimisers;

/// <summary>What an optimiser remembers of earlier gradients.</summary>
/// <param name="averages">Running averages, each of shape [R, P]; which ones, the optimiser says.</param>
/// <param name="powers">Powers of decay rates, by repeated multiplication; which ones, the optimiser says.</param>
public sealed class OptimiserState(Tensor[] averages, double[] powers) : IDisposable
{
    /// <summary>Running averages, each of shape [R, P].</summary>
    public ReadOnlySpan<Tensor> Averages => averages;

    /// <summary>Powers of decay rates; change with every step.</summary>
    public Span<double> Powers => powers;

    /// <summary>A state of zero averages and powers of 1; it outlives every scope.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="averages">How many running averages.</param>
    /// <param name="powers">How many decay rates.</param>
    public static OptimiserState Zero(Tensor parameters, int averages, int powers)
    {
        var zeros = new Tensor[averages];
        for (var i = 0; i < averages; i++)
            zeros[i] = zeros_like(parameters).DetachFromDisposeScope();
        var ones = new double[powers];
        Array.Fill(ones, 1);
        return new OptimiserState(zeros, ones);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var average in averages)
            average.Dispose();
    }
}
