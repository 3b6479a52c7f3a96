namespace GanBench.Trajectories;

/// <summary>How well a discriminator tells real inputs from generated ones, whatever its scores mean.</summary>
/// <remarks>
/// The probability that a real input is scored above a generated one, ties counting half: the area under the ROC curve, which is the
/// Mann-Whitney statistic over the number of pairs (Hanley and McNeil, Radiology 143, 1982). Only the order of the scores matters, so
/// logits, critics and relativistic discriminators compare. With n real and n generated inputs of one distribution its standard error is
/// √((2n + 1) / (12 n²)): 0.018 at n = 512.
/// </remarks>
public static class DiscriminatorAccuracy
{
    /// <summary>Counts the pairs in whole numbers, so the order of the scores does not matter.</summary>
    /// <param name="real">Scores of real inputs, higher meaning more real; infinite ones are ordinary, and equal to each other.</param>
    /// <param name="generated">Scores of generated inputs.</param>
    /// <returns>
    /// In [0, 1]: 1 when every real input is scored above every generated one, 0.5 by guessing. NaN when a score is NaN, or there is none
    /// on a side.
    /// </returns>
    public static double Of(ReadOnlySpan<float> real, ReadOnlySpan<float> generated)
    {
        float[] sorted = [.. generated];
        Array.Sort(sorted);   // NaN comes first
        if (real.IsEmpty || sorted.Length == 0 || float.IsNaN(sorted[0]))
            return double.NaN;

        long halves = 0;
        foreach (var score in real)
        {
            if (float.IsNaN(score))
                return double.NaN;
            halves += CountBelow(sorted, score, orEqual: false) + CountBelow(sorted, score, orEqual: true);
        }

        return halves / (2.0 * real.Length * sorted.Length);
    }

    private static int CountBelow(ReadOnlySpan<float> sorted, float score, bool orEqual)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < score || (orEqual && sorted[middle] == score)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
