using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Fréchet distance between Gaussians fitted to the generated and to the real features.</summary>
/// <remarks>
/// ‖μ_g - μ_r‖² + Tr(S_g + S_r - 2 (S_r S_g)^½): Heusel et al., arXiv:1706.08500, with unbiased covariances, on the coordinates of
/// points and on the judge's features of images, so never comparable with numbers on Inception's features.
/// With S_r = R Rᵀ the trace of the root is the sum of the roots of the eigenvalues of Rᵀ S_g R, which is symmetric: no complex
/// arithmetic, and no ε on the diagonal as in the authors' code.
/// Sees mean and covariance only: on a ring, one circle with the same moments scores as well as eight modes. A perfect sampler does not
/// score 0: on a Gaussian of covariance σ² I in F dimensions about σ² (F + F (F + 1) / 4) (1/N + 1/M).
/// </remarks>
public static class Frechet
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("frechet", Version: 1, "squared units", Direction.LowerIsBetter)
    {
        Summary = "Fréchet distance between Gaussians fitted to generated and held-out real features.",
        Source = new Citation(
            "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium",
            "Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter", 2017, "1706.08500"),
        Compute = input => Of(input.Recognised.Features, input.Reference.Frechet),
    };

    /// <summary>The distance, in squared units of the features.</summary>
    /// <param name="generated">Generated features, shape [N, F].</param>
    /// <param name="real">The real side.</param>
    /// <returns>
    /// A number in [0, ∞); lower is better. A rounding error below 0 is returned as 0. NaN when either side has fewer than two samples
    /// or a number that is not finite.
    /// </returns>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static double Of(Samples generated, FrechetReference real)
    {
        if (generated.Dimension != real.Moments.Mean.Length)
            throw new ArgumentException(
                $"Generated features are {generated.Dimension}-D but real ones {real.Moments.Mean.Length}-D.", nameof(generated));

        var moments = FeatureMoments.Of(generated);
        if (!moments.IsFinite || !real.Moments.IsFinite)
            return double.NaN;

        var order = generated.Dimension;
        var covariance = moments.Covariance.Span;
        var realCovariance = real.Moments.Covariance.Span;
        var distance = 0.0;
        for (var i = 0; i < order; i++)
        {
            var difference = moments.Mean.Span[i] - real.Moments.Mean.Span[i];
            distance += difference * difference;
        }

        for (var i = 0; i < order; i++)
            distance += covariance[(i * order) + i] + realCovariance[(i * order) + i];

        foreach (var eigenvalue in SymmetricMatrix.Eigen(Between(real.Root.Span, covariance, order), order).Values)
            distance -= 2 * Math.Sqrt(Math.Max(eigenvalue, 0));   // Rounding makes zeros slightly negative.

        return Math.Max(distance, 0);
    }

    /// <summary>Rᵀ S R, with R given column after column.</summary>
    private static double[] Between(ReadOnlySpan<double> root, ReadOnlySpan<double> covariance, int order)
    {
        var product = new double[order * order];   // S R, column after column: S is symmetric, so its rows serve as columns.
        for (var column = 0; column < order; column++)
        {
            var target = product.AsSpan(column * order, order);
            for (var inner = 0; inner < order; inner++)
            {
                var factor = root[(column * order) + inner];
                var row = covariance.Slice(inner * order, order);
                for (var i = 0; i < order; i++)
                    target[i] += factor * row[i];
            }
        }

        var result = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            for (var j = i; j < order; j++)
            {
                var sum = 0.0;
                for (var inner = 0; inner < order; inner++)
                    sum += root[(i * order) + inner] * product[(j * order) + inner];
                result[(i * order) + j] = result[(j * order) + i] = sum;
            }
        }

        return result;
    }
}
