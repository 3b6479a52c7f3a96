using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GanBench.Datasets;
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
    /// <returns>A number in [0, ∞), in data units; lower is better. NaN when either side is empty or holds a number that is not finite.</returns>
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

/// <summary>Samples projected onto directions, each projection sorted.</summary>
/// <remarks>A projection is added up in double, one fused multiply-add per axis in order, and rounded to float32.</remarks>
public sealed class SortedProjections
{
    private const int DirectionsAtOnce = 16;
    private readonly float[] sorted;
    private readonly int count;

    private SortedProjections(float[] sorted, int count, Samples directions, bool defined)
    {
        this.sorted = sorted;
        this.count = count;
        Directions = directions;
        AreDefined = defined;
    }

    /// <summary>The directions, shape [L, F].</summary>
    public Samples Directions { get; }

    /// <summary>Whether there are samples and all are finite; projections are not sorted otherwise.</summary>
    public bool AreDefined { get; }

    /// <summary>The projections onto one direction in ascending order, shape [N].</summary>
    /// <param name="direction">Index in [0, L).</param>
    public ReadOnlySpan<float> Along(int direction) => sorted.AsSpan(direction * count, count);

    /// <summary>Projects and sorts.</summary>
    /// <param name="samples">Samples, shape [N, F].</param>
    /// <param name="directions">Unit vectors, shape [L, F].</param>
    public static SortedProjections Of(Samples samples, Samples directions)
    {
        var count = samples.Count;
        var projections = new float[directions.Count * count];
        for (var first = 0; first < directions.Count; first += DirectionsAtOnce)
            Project(samples, directions, first, projections);

        var defined = count > 0;
        foreach (var value in samples.Values.Span)
            defined &= float.IsFinite(value);
        foreach (var value in projections)
            defined &= float.IsFinite(value);

        var sorter = new RadixSort(count);
        for (var direction = 0; defined && direction < directions.Count; direction++)
            sorter.Sort(projections.AsSpan(direction * count, count));
        return new(projections, count, directions, defined);
    }

    // Vectors lie across directions, so every projection is the sum over its axes in order.
    private static void Project(Samples samples, Samples directions, int first, float[] projections)
    {
        var (dimension, count) = (samples.Dimension, samples.Count);
        var taken = Math.Min(DirectionsAtOnce, directions.Count - first);
        var transposed = new double[dimension * DirectionsAtOnce];
        for (var lane = 0; lane < taken; lane++)
        {
            for (var axis = 0; axis < dimension; axis++)
                transposed[(axis * DirectionsAtOnce) + lane] = directions[first + lane][axis];
        }

        ref var weights = ref MemoryMarshal.GetArrayDataReference(transposed);
        Span<double> lanes = stackalloc double[DirectionsAtOnce];
        ref var lane0 = ref MemoryMarshal.GetReference(lanes);
        for (var i = 0; i < count; i++)
        {
            var (sum0, sum1, sum2, sum3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            nuint place = 0;
            foreach (var value in samples[i])
            {
                var x = Vector256.Create((double)value);
                sum0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref weights, place), sum0);
                sum1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref weights, place + 4), sum1);
                sum2 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref weights, place + 8), sum2);
                sum3 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref weights, place + 12), sum3);
                place += DirectionsAtOnce;
            }

            sum0.StoreUnsafe(ref lane0);
            sum1.StoreUnsafe(ref lane0, 4);
            sum2.StoreUnsafe(ref lane0, 8);
            sum3.StoreUnsafe(ref lane0, 12);
            for (var lane = 0; lane < taken; lane++)
                projections[((first + lane) * count) + i] = (float)lanes[lane];
        }
    }

    /// <summary>Sorts finite float32 numbers by their bits, in passes of one byte each: several times faster than comparing them.</summary>
    private sealed class RadixSort(int count)
    {
        private const int Passes = 4;
        private const int Buckets = 256;
        private readonly uint[] keys = new uint[count];
        private readonly uint[] others = new uint[count];
        private readonly int[] starts = new int[Passes * Buckets];

        public void Sort(Span<float> values)
        {
            Array.Clear(starts);
            var bits = MemoryMarshal.Cast<float, uint>(values);
            for (var i = 0; i < bits.Length; i++)
            {
                // Ascending as unsigned numbers: all bits of a negative number are turned around, of another one the sign.
                var key = bits[i] ^ ((uint)((int)bits[i] >> 31) | 0x8000_0000);
                keys[i] = key;
                starts[key & 0xFF]++;
                starts[Buckets + ((key >> 8) & 0xFF)]++;
                starts[(2 * Buckets) + ((key >> 16) & 0xFF)]++;
                starts[(3 * Buckets) + (key >> 24)]++;
            }

            var (from, to) = (keys, others);
            for (var pass = 0; pass < Passes; pass++)
            {
                var places = starts.AsSpan(pass * Buckets, Buckets);
                var next = 0;
                foreach (ref var place in places)
                    (place, next) = (next, next + place);
                foreach (var key in from)
                    to[places[(int)(key >> (8 * pass)) & 0xFF]++] = key;
                (from, to) = (to, from);
            }

            for (var i = 0; i < bits.Length; i++)
                bits[i] = from[i] ^ ((from[i] >> 31) - 1 | 0x8000_0000);
        }
    }
}
