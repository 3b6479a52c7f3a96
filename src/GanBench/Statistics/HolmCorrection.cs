using System.Collections.Immutable;

namespace GanBench.Statistics;

/// <summary>Holm's correction for several tests at once.</summary>
/// <remarks>
/// Of k p-values in ascending order the i-th (from 0) is multiplied by k - i, held at or above the one before it and at or below 1.
/// Rejecting where the result is at most α keeps the chance of any false rejection at α, whatever the tests have to do with each other.
/// Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979.
/// </remarks>
public static class HolmCorrection
{
    /// <summary>Corrects the p-values of one family of tests.</summary>
    /// <param name="p">p-values in [0, 1], in any order; NaN where there was no test, which does not count.</param>
    /// <returns>The corrected values in the same order, NaN where there was no test.</returns>
    public static ImmutableArray<double> Of(ImmutableArray<double> p)
    {
        var tests = Enumerable.Range(0, p.Length).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToArray();
        var corrected = Enumerable.Repeat(double.NaN, p.Length).ToArray();
        var highest = 0.0;
        foreach (var (before, test) in tests.Index())
        {
            highest = Math.Max(highest, Math.Min(1, (tests.Length - before) * p[test]));
            corrected[test] = highest;
        }

        return [.. corrected];
    }
}
