using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Mean and covariance of features.</summary>
/// <param name="Mean">Mean of each feature, shape [F].</param>
/// <param name="Covariance">Unbiased covariance, divided by N - 1, shape [F, F].</param>
public sealed record FeatureMoments(ReadOnlyMemory<double> Mean, ReadOnlyMemory<double> Covariance)
{
    /// <summary>Whether every entry is a finite number: not so below two samples.</summary>
    public bool IsFinite => Finite(Mean.Span) && Finite(Covariance.Span);

    /// <summary>Measures them in two passes, in double, over the samples in their order.</summary>
    /// <param name="features">Features, shape [N, F]; duplicates count each time.</param>
    /// <returns>NaN or infinite entries where a feature is not finite; NaN for N &lt; 2.</returns>
    public static FeatureMoments Of(Samples features)
    {
        var order = features.Dimension;
        var mean = new double[order];
        ColumnPanels.Of(features, []).Sums(mean);
        for (var i = 0; i < order; i++)
            mean[i] /= features.Count;

        var panels = ColumnPanels.Of(features, mean);
        var products = new double[order * panels.Stride];
        panels.Products(null, 0, products);
        var covariance = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            for (var j = i; j < order; j++)
                covariance[(i * order) + j] = covariance[(j * order) + i] = products[(i * panels.Stride) + j] / (features.Count - 1);
        }

        return new(mean, covariance);
    }

    private static bool Finite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return true;
    }
}
