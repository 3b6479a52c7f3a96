namespace GanBench.Trajectories;

/// <summary>Length of a gradient.</summary>
public static class GradientNorm
{
    /// <summary>The Euclidean norm, added in the order of the numbers in double: the same bits on every machine, and no overflow.</summary>
    /// <param name="gradient">One number a parameter.</param>
    /// <returns>At least 0; NaN or infinite when a number is.</returns>
    public static double Of(ReadOnlySpan<float> gradient)
    {
        var sum = 0.0;
        foreach (var slope in gradient)
            sum += (double)slope * slope;   // exact: a float32 has 24 bits, a double 53
        return Math.Sqrt(sum);
    }
}
