using GanBench.Datasets;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Sorts generated points into the modes of a mixture.</summary>
public static class NearestMode
{
    /// <summary>Finds the mode of each sample, and whether it is of high quality.</summary>
    /// <remarks>
    /// A sample belongs to its nearest centre, the one of lowest index at a tie. It is of high quality when its Euclidean distance to that
    /// centre is at most 3 sigma, the bound included: Srivastava et al., "VEEGAN", arXiv:1705.07761. A sample with a NaN or infinite
    /// coordinate never is. A perfect sampler in two dimensions has a share of 1 - exp(-4.5) = 98.889 % of high quality; more means
    /// that the modes are too narrow. Computed in double from the float32 inputs.
    /// </remarks>
    /// <param name="generated">Generated points, shape [N, d], in data units; duplicates count each time.</param>
    /// <param name="modes">The mixture: centres of shape [K, d] and a positive, finite sigma.</param>
    /// <returns>Modes and qualities of the N samples; their features are their coordinates.</returns>
    /// <exception cref="ArgumentException">Samples and centres differ in dimension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Sigma is not positive and finite.</exception>
    public static Recognition Recognise(Samples generated, PointModes modes)
    {
        if (generated.Dimension != modes.Centres.Dimension)
            throw new ArgumentException(
                $"Samples are {generated.Dimension}-D but modes are {modes.Centres.Dimension}-D.", nameof(generated));
        if (!(double.IsFinite(modes.Sigma) && modes.Sigma > 0))
            throw new ArgumentOutOfRangeException(nameof(modes), modes.Sigma, "Sigma must be finite and positive, in data units.");

        var radius = 3 * modes.Sigma;
        var (nearest, highQuality) = (new int[generated.Count], new bool[generated.Count]);
        var centres = modes.Centres.Values.Span;
        for (var i = 0; i < generated.Count; i++)
        {
            var (mode, squaredDistance) = Nearest(generated[i], centres);
            nearest[i] = mode;
            highQuality[i] = Math.Sqrt(squaredDistance) <= radius;
        }

        return new(nearest, highQuality, generated, null);
    }

    /// <summary>Counts the high-quality samples of each mode.</summary>
    /// <param name="generated">Generated points, shape [N, d], in data units.</param>
    /// <param name="modes">The mixture.</param>
    /// <returns>Counts of shape [K], and N.</returns>
    public static ModeCounts Count(Samples generated, PointModes modes) => Recognise(generated, modes).Counts(modes.Centres.Count);

    private static (int Mode, double SquaredDistance) Nearest(ReadOnlySpan<float> sample, ReadOnlySpan<float> centres)
    {
        var (nearest, smallest) = (-1, double.PositiveInfinity);
        for (var first = 0; first < centres.Length; first += sample.Length)
        {
            var squaredDistance = 0.0;
            for (var axis = 0; axis < sample.Length; axis++)
            {
                var difference = (double)sample[axis] - centres[first + axis];
                squaredDistance += difference * difference;
            }

            if (squaredDistance < smallest)
                (nearest, smallest) = (first / sample.Length, squaredDistance);
        }

        return (nearest, smallest);
    }
}
