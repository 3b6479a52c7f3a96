using GanBench.Definitions;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Metrics;

/// <summary>Sliced Wasserstein-1 distance between generated and real features.</summary>
/// <remarks>
/// The mean over 64 fixed directions of the Wasserstein-1 distance between the projections, ∫ |F⁻¹(t) - G⁻¹(t)| dt, which sorting gives
/// exactly, for unequal N and M too: Rabin, Peyré, Delon, Bernot, "Wasserstein barycenter and its application to texture mixing", 2011,
/// with W1 in place of W2. In data units: the mean distance that mass must move, seen from the directions, so a fraction of the distance
/// it moves in the plane (2/π of it when every sample moves by the same vector).
/// A perfect sampler does not score 0: see <see cref="ExcessSlicedWasserstein"/>.
/// </remarks>
public static class SlicedWasserstein
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("sliced-wasserstein", Version: 1, "data units", Direction.LowerIsBetter)
    {
        Summary = "Mean over 64 directions of the Wasserstein-1 distance between projected generated and held-out real features.",
        Source = new Citation("Wasserstein Barycenter and Its Application to Texture Mixing", "Rabin, Peyré, Delon, Bernot", 2011),
        Compute = input => input.SlicedWassersteinDistance,
    };

    /// <summary>How many directions the project measures along.</summary>
    public const int DirectionCount = 64;

    /// <summary>The project's directions: uniform on the sphere, the same for everyone.</summary>
    /// <param name="dimension">F, at least 1.</param>
    /// <returns>Unit vectors, shape [64, F].</returns>
    public static Samples Directions(int dimension)
    {
        var values = new float[DirectionCount * dimension];
        SeedStream.FromSeed(0).Derive("sliced-wasserstein").Normal(0, values);
        for (var first = 0; first < values.Length; first += dimension)
        {
            var direction = values.AsSpan(first, dimension);
            var squaredLength = 0.0;
            foreach (var value in direction)
                squaredLength += (double)value * value;
            foreach (ref var value in direction)
                value = (float)(value / Math.Sqrt(squaredLength));
        }

        return new(values, dimension);
    }

    /// <summary>The distance.</summary>
    /// <param name="generated">Generated features, shape [N, F].</param>
    /// <param name="real">The real side; its directions are the ones.</param>
    /// <returns>
    /// A number in [0, ∞), in data units; lower is better. NaN when either side is empty or holds a number that is not finite.
    /// </returns>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static double Of(Samples generated, SortedProjections real)
    {
        if (generated.Dimension != real.Directions.Dimension)
            throw new ArgumentException(
                $"Generated features are {generated.Dimension}-D but the directions {real.Directions.Dimension}-D.", nameof(generated));
        var projections = SortedProjections.Of(generated, real.Directions);
        if (!projections.AreDefined || !real.AreDefined)
            return double.NaN;

        var sum = 0.0;
        for (var direction = 0; direction < real.Directions.Count; direction++)
            sum += BetweenSorted(projections.Along(direction), real.Along(direction));
        return sum / real.Directions.Count;
    }

    private static double BetweenSorted(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var sum = 0.0;
        if (first.Length == second.Length)
        {
            for (var i = 0; i < first.Length; i++)
                sum += Math.Abs((double)first[i] - second[i]);
            return sum / first.Length;
        }

        // Both quantile functions are steps, of width 1/N and 1/M: in units of 1/(N M) every step ends at a whole number.
        var (i1, i2, position) = (0, 0, 0L);
        while (i1 < first.Length)
        {
            var (end1, end2) = ((i1 + 1L) * second.Length, (i2 + 1L) * first.Length);
            var end = Math.Min(end1, end2);
            sum += (end - position) * Math.Abs((double)first[i1] - second[i2]);
            position = end;
            if (end1 == end)
                i1++;
            if (end2 == end)
                i2++;
        }

        return sum / ((double)first.Length * second.Length);
    }
}
