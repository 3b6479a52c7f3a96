using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>The real side of <see cref="Frechet"/>, made once.</summary>
/// <param name="Moments">Mean and covariance S of the real features.</param>
/// <param name="Root">R with S = R Rᵀ, column after column, shape [F, F]; undefined where S is not finite.</param>
public sealed record FrechetReference(FeatureMoments Moments, ReadOnlyMemory<double> Root)
{
    /// <summary>Measures the real features and takes the root.</summary>
    /// <param name="real">Real features, shape [M, F].</param>
    public static FrechetReference Of(Samples real)
    {
        var moments = FeatureMoments.Of(real);
        if (!moments.IsFinite)
            return new(moments, ReadOnlyMemory<double>.Empty);

        var order = real.Dimension;
        var (values, vectors) = SymmetricMatrix.Eigen(moments.Covariance.ToArray(), order);
        for (var column = 0; column < order; column++)
        {
            var scale = Math.Sqrt(Math.Max(values[column], 0));
            for (var i = 0; i < order; i++)
                vectors[(column * order) + i] *= scale;
        }

        return new(moments, vectors);
    }
}
