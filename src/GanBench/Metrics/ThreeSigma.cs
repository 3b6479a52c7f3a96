namespace GanBench.Metrics;

/// <summary>What the bound of three standard deviations leaves of an isotropic Gaussian: the closed forms for a perfect sampler.</summary>
/// <remarks>
/// With r² = |x - centre|² / σ², chi-square distributed with d degrees of freedom, P_d = P(r² ≤ 9) is the share within the bound, and
/// E[r² | r² ≤ 9] / d = P_{d+2} / P_d the variance per axis that is left. P_{d+2} = P_d - (9/2)^{d/2} e^{-9/2} / Γ(d/2 + 1), from
/// P_2 = 1 - e^{-9/2} and P_1 = erf(3 / √2).
/// </remarks>
internal static class ThreeSigma
{
    private const double HalfOfNine = 4.5;
    private const double ExpOfMinusHalfOfNine = 0.011108996538242306;
    private const double ShareOnALine = 0.9973002039367398;
    private const double SquareRootOfPi = 1.7724538509055161;

    /// <summary>Share of a Gaussian within three standard deviations of its centre; 0.98889 in two dimensions.</summary>
    /// <param name="dimension">d, at least 1.</param>
    /// <returns>A share in (0, 1).</returns>
    public static double Share(int dimension) => ShareAndStep(dimension).Share;

    /// <summary>Variance per axis of the samples within the bound, as a share of σ²; 0.94945 in two dimensions.</summary>
    /// <param name="dimension">d, at least 1.</param>
    /// <returns>A share in (0, 1).</returns>
    public static double Variance(int dimension)
    {
        var (share, step) = ShareAndStep(dimension);
        return (share - step) / share;
    }

    /// <summary>P_d and P_d - P_{d+2}.</summary>
    private static (double Share, double Step) ShareAndStep(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var odd = dimension % 2 == 1;
        var share = odd ? ShareOnALine : 1 - ExpOfMinusHalfOfNine;
        var step = ExpOfMinusHalfOfNine * (odd ? Math.Sqrt(HalfOfNine) / (SquareRootOfPi / 2) : HalfOfNine);
        for (var d = odd ? 1 : 2; d < dimension; d += 2)
        {
            share -= step;
            step *= HalfOfNine / ((d / 2.0) + 1);
        }

        return (share, step);
    }
}
