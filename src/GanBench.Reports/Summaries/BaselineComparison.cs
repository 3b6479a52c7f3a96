using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

/// <summary>A technique's scores against the baseline's, on one dataset and metric.</summary>
/// <param name="Baseline">The baseline's label.</param>
/// <param name="Improvement">Probability that a run of the technique is better than one of the baseline, ties counting half.</param>
/// <param name="ImprovementInterval">Its 95 % bootstrap interval.</param>
/// <param name="Test">Two-sided Mann-Whitney test; U counts the pairs in which the technique is better.</param>
/// <param name="Comparisons">
/// Number of techniques that are compared with the baseline on this dataset and metric: the family of Holm's correction.
/// </param>
/// <param name="CorrectedP">The test's p-value after Holm's correction.</param>
/// <param name="SmallestP">The smallest p-value that so many seeds can give, not corrected.</param>
/// <param name="SmallestCorrectedP">The smallest corrected p-value that the seeds of all comparisons can give.</param>
public sealed record BaselineComparison(
    string Baseline,
    double Improvement,
    Interval ImprovementInterval,
    RankTest Test,
    int Comparisons,
    double CorrectedP,
    double SmallestP,
    double SmallestCorrectedP)
{
    /// <summary>Level at which tables call a difference decided.</summary>
    public const double Level = 0.05;

    /// <summary>Whether there are enough seeds for any outcome to be significant; where not, a high p-value says nothing.</summary>
    public bool CanDecide => SmallestCorrectedP <= Level;

    /// <summary>Compares every technique with the baseline and corrects for their number.</summary>
    /// <param name="baseline">The baseline's label.</param>
    /// <param name="baselineScores">Its scores.</param>
    /// <param name="others">Label and scores of the techniques; controls are not among them.</param>
    /// <param name="scale">Range and direction of the metric.</param>
    /// <param name="bootstrap">Resamples.</param>
    /// <returns>The comparisons by label; without an entry where either side has no score.</returns>
    internal static ImmutableDictionary<string, BaselineComparison> Of(
        string baseline,
        ImmutableArray<SeedScore> baselineScores,
        IEnumerable<(string Technique, ImmutableArray<SeedScore> Scores)> others,
        MetricScale scale,
        Bootstrap bootstrap)
    {
        var reference = Ranks(baselineScores, scale);
        if (reference.IsEmpty)
            return ImmutableDictionary<string, BaselineComparison>.Empty;

        var pairs = others
            .Select(other => (other.Technique, Ranks: Ranks(other.Scores, scale)))
            .Where(other => !other.Ranks.IsEmpty)
            .ToImmutableArray();
        var tests = pairs.Select(pair => MannWhitney.Of(pair.Ranks.AsSpan(), reference.AsSpan())).ToImmutableArray();
        var corrected = HolmCorrection.Of([.. tests.Select(test => test.P)]);
        ImmutableArray<double> smallest = [.. pairs.Select(pair => MannWhitney.SmallestP(pair.Ranks.Length, reference.Length))];
        var smallestCorrected = HolmCorrection.Of(smallest);
        return pairs.Select((pair, i) => (pair.Technique, Comparison: new BaselineComparison(
            baseline,
            ProbabilityOfImprovement.Of(pair.Ranks.AsSpan(), reference.AsSpan()),
            ProbabilityOfImprovement.IntervalOf(pair.Ranks, reference, bootstrap),
            tests[i],
            pairs.Length,
            corrected[i],
            smallest[i],
            smallestCorrected[i]))).ToImmutableDictionary(pair => pair.Technique, pair => pair.Comparison);
    }

    private static ImmutableArray<double> Ranks(ImmutableArray<SeedScore> scores, MetricScale scale) =>
        [.. scores.Select(score => scale.Rank(score.Value))];
}
