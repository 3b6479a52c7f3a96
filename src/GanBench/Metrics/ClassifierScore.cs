using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Classifier score: how sure a judge is of each image, and how evenly its classes are spread.</summary>
/// <remarks>
/// exp(E_x KL(p(y|x) ‖ p(y))) with p(y) the mean of p(y|x): the inception score of Salimans et al., arXiv:1606.03498, of the project's own
/// judge, so never comparable with scores of Inception, and over all samples at once where the authors average ten parts.
/// It cannot see variety within a class: one perfect image of each class scores best. Balance counts even where the true classes are not
/// balanced; <see cref="ModeScore"/> compares with the true ones.
/// </remarks>
public static class ClassifierScore
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("classifier-score", Version: 1, "classes", Direction.HigherIsBetter)
    {
        Summary = "Inception score of the judge: how sure it is of each image, and how evenly its classes are spread.",
        Source = new Citation(
            "Improved Techniques for Training GANs", "Salimans, Goodfellow, Zaremba, Cheung, Radford, Chen", 2016, "1606.03498"),
        Minimum = 1,
        AppliesTo = Metric.OnJudgedClasses,
        Compute = input => Of(input.Recognised.Probabilities!),
    };

    /// <summary>The score.</summary>
    /// <param name="probabilities">The judge's probabilities, shape [N, C]; each row sums to 1. Duplicates count each time.</param>
    /// <returns>A score in [1, C]; higher is better. NaN without samples or when any probability is NaN, infinite or negative.</returns>
    public static double Of(Samples probabilities) => Elementary.Exp(MeanDivergence(probabilities, MeanOf(probabilities)));

    /// <summary>p(y), the mean probability of each class.</summary>
    /// <param name="probabilities">Probabilities, shape [N, C].</param>
    /// <returns>Shape [C]; NaN without samples.</returns>
    internal static double[] MeanOf(Samples probabilities)
    {
        var mean = new double[probabilities.Dimension];
        for (var i = 0; i < probabilities.Count; i++)
        {
            var row = probabilities[i];
            for (var c = 0; c < row.Length; c++)
                mean[c] += row[c];
        }

        return Array.ConvertAll(mean, sum => sum / probabilities.Count);
    }

    /// <summary>E_x KL(p(y|x) ‖ p(y)): the entropy of the mean less the mean entropy.</summary>
    /// <param name="probabilities">Probabilities, shape [N, C].</param>
    /// <param name="mean">Their mean, shape [C].</param>
    /// <returns>Nats in [0, ln C]; a rounding error below 0 is returned as 0.</returns>
    internal static double MeanDivergence(Samples probabilities, ReadOnlySpan<double> mean)
    {
        var negativeEntropies = 0.0;
        foreach (var probability in probabilities.Values.Span)
            negativeEntropies += TimesLog(probability);
        var negativeEntropyOfMean = 0.0;
        foreach (var probability in mean)
            negativeEntropyOfMean += TimesLog(probability);
        return Math.Max((negativeEntropies / probabilities.Count) - negativeEntropyOfMean, 0);
    }

    // Only an exact 0 is left out: NaN and negative numbers must come through as NaN.
    private static double TimesLog(double p) => p == 0 ? 0 : p * Elementary.Log(p);
}
