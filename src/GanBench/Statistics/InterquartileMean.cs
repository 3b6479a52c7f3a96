namespace GanBench.Statistics;

/// <summary>Mean of the middle half of the values.</summary>
/// <remarks>
/// The 25 % trimmed mean that Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice",
/// arXiv:2108.13264, recommend over mean and median for few runs: ⌊n/4⌋ values are left out at either end, so up to n = 3 it is
/// the plain mean.
/// </remarks>
public static class InterquartileMean
{
    /// <summary>Leaves out the lowest and the highest quarter and averages the rest, added in ascending order.</summary>
    /// <param name="values">Values in any order, shape [n].</param>
    /// <returns>A number between the smallest and the largest value; NaN when there is no value or any is NaN.</returns>
    public static double Of(ReadOnlySpan<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted);
    }

    /// <summary>The same of values that are in ascending order already, NaN first.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty || double.IsNaN(sorted[0]))
            return double.NaN;

        var left = sorted.Length / 4;
        var middle = sorted[left..^left];
        var sum = 0.0;
        foreach (var value in middle)
            sum += value;
        return Mean(sum, middle.Length, middle[0], middle[^1]);
    }

    /// <summary>The same of those of sorted values that stand at some places, which ascend; none is NaN.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted, ReadOnlySpan<int> places)
    {
        var left = places.Length / 4;
        var middle = places[left..^left];
        var sum = 0.0;
        foreach (var place in middle)
            sum += sorted[place];
        return Mean(sum, middle.Length, sorted[middle[0]], sorted[middle[^1]]);
    }

    // Rounding may carry the mean of three times 0.8 above 0.8, and an interval's end above the largest seed.
    private static double Mean(double sum, int count, double smallest, double largest) => Math.Clamp(sum / count, smallest, largest);
}
