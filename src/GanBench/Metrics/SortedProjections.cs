using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GanBench.Numerics;

namespace GanBench.Metrics;

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
