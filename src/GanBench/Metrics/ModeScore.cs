using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Mode score: the classifier score, lowered where the classes are not in their true shares.</summary>
/// <remarks>
/// exp(E_x KL(p(y|x) ‖ p(y)) - KL(p(y) ‖ w)) with w the true class shares: Che et al., arXiv:1612.02136. The second divergence is written
/// either way round in the literature; this is the order that stays finite when the generator misses a class.
/// It cannot see variety within a class: one perfect image of each class scores like a perfect sampler. Where the true shares differ, the
/// best score is at shares in proportion to their square roots, a little above that of the true ones.
/// </remarks>
public static class ModeScore
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("mode-score", Version: 1, "classes", Direction.HigherIsBetter)
    {
        Summary = "Classifier score, lowered where the classes are not in their true shares.",
        Source = new Citation(
            "Mode Regularized Generative Adversarial Networks", "Che, Li, Jacob, Bengio, Li", 2016, "1612.02136"),
        AppliesTo = Metric.OnJudgedClasses,
        Compute = input => Of(input.Recognised.Probabilities!, input.Reference.Dataset.ModeWeights),
    };

    /// <summary>The score.</summary>
    /// <param name="probabilities">The judge's probabilities, shape [N, C]; each row sums to 1. Duplicates count each time.</param>
    /// <param name="classWeights">True share of each class, shape [C]; sums to 1.</param>
    /// <returns>
    /// A score in [0, C]; higher is better; 1 when the judge answers every image with the true shares. NaN without samples or when any
    /// probability is NaN, infinite or negative; 0 when a class of weight 0 has a share.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double Of(Samples probabilities, ImmutableArray<double> classWeights)
    {
        if (probabilities.Dimension != classWeights.Length)
            throw new ArgumentException(
                $"{probabilities.Dimension} classes but {classWeights.Length} class weights.", nameof(classWeights));

        var mean = ClassifierScore.MeanOf(probabilities);
        var divergence = 0.0;
        for (var c = 0; c < mean.Length; c++)
            divergence += mean[c] == 0 ? 0 : mean[c] * Elementary.Log(mean[c] / classWeights[c]);
        return Elementary.Exp(ClassifierScore.MeanDivergence(probabilities, mean) - Math.Max(divergence, 0));
    }
}
