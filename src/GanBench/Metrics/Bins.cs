using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Metrics;

/// <summary>A partition of space into cells around centres that k-means placed among real samples.</summary>
/// <remarks>
/// Starts from k-means++ (Arthur, Vassilvitskii 2007), then assigns and averages until nothing moves, at most 100 times. A sample lies in
/// the bin of its nearest centre, of the first one at a tie; a sample that is not finite, or farther than 1.8 · 10^19 from all centres,
/// lies in none. Sums run in double over the samples in their order, so the bins are the same on every machine.
/// </remarks>
public sealed class Bins
{
    private const int MostRounds = 100;
    private const int NoBin = -1;

    private readonly Panels centres;

    private Bins(Samples centres, ImmutableArray<int> counts, int sampleCount)
    {
        Centres = centres;
        this.centres = Panels.InOrder(centres);
        Counts = counts;
        SampleCount = sampleCount;
    }

    /// <summary>The centres, shape [K, d].</summary>
    public Samples Centres { get; }

    /// <summary>Real samples in each bin, shape [K].</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>M, all real samples.</summary>
    public int SampleCount { get; }

    /// <summary>Places the centres.</summary>
    /// <param name="real">Real samples, shape [M, d].</param>
    /// <param name="count">K, at least 0; fewer bins are made when there are fewer different samples.</param>
    /// <param name="stream">Chooses the start: the same stream, the same bins.</param>
    public static Bins Fit(Samples real, int count, SeedStream stream)
    {
        var rows = Panels.FiniteRows(real);
        var finite = new float[rows.Length * real.Dimension];
        for (var i = 0; i < rows.Length; i++)
            real[rows[i]].CopyTo(finite.AsSpan(i * real.Dimension));
        var samples = new Samples(finite, real.Dimension);
        var panels = Panels.InOrder(samples);

        var centres = Start(samples, count, stream);
        var bins = new int[samples.Count];
        var previous = new int[samples.Count];
        for (var round = 0; round < MostRounds; round++)
        {
            Assign(panels, Panels.InOrder(new Samples(centres, real.Dimension)), bins);
            // In the first round the previous bins are all 0, which may be right by chance; the centres must still be averaged once.
            if (bins.AsSpan().SequenceEqual(previous) && round > 0) break;
            Average(samples, bins, centres);
            (bins, previous) = (previous, bins);
        }

        // Counted over all real samples by the rule that generated ones are counted by, so those that are not finite are left out of both.
        var placed = new Bins(new(centres, real.Dimension), [], real.Count);
        return new(placed.Centres, [.. placed.Count(real)], real.Count);
    }

    /// <summary>Counts samples by bin.</summary>
    /// <param name="samples">Shape [N, d].</param>
    /// <returns>Samples in each bin, shape [K]; their sum is less than N when some lie in none.</returns>
    /// <exception cref="ArgumentException">The samples have another dimension.</exception>
    public int[] Count(Samples samples)
    {
        if (samples.Dimension != Centres.Dimension)
            throw new ArgumentException($"Samples are {samples.Dimension}-D but the bins are {Centres.Dimension}-D.", nameof(samples));

        var panels = Panels.InOrder(samples);
        var bins = new int[panels.Count];
        Assign(panels, centres, bins);
        var counts = new int[Centres.Count];
        foreach (var bin in bins)
        {
            if (bin != NoBin) counts[bin]++;
        }

        return counts;
    }

    /// <summary>
    /// k-means++: each further centre is a sample, chosen with probability proportional to its squared distance to the nearest centre so
    /// far.
    /// </summary>
    private static float[] Start(Samples samples, int count, SeedStream stream)
    {
        var centres = new List<float>(count * samples.Dimension);
        var uniform = new float[count];
        stream.Uniform(0, uniform);
        var squared = new double[samples.Count];
        Array.Fill(squared, 1);
        for (var centre = 0; centre < count; centre++)
        {
            var total = 0.0;
            foreach (var distance in squared)
                total += distance;
            if (!(total > 0)) break;

            var chosen = samples[Choose(squared, uniform[centre] * total)];
            centres.AddRange(chosen);
            for (var i = 0; i < squared.Length; i++)
            {
                var distance = (double)SquaredDistances.Between(samples[i], chosen);
                squared[i] = centre == 0 ? distance : Math.Min(squared[i], distance);
            }
        }

        return [.. centres];
    }

    /// <summary>
    /// The first place at which the running sum of the weights exceeds a target; the last of positive weight when rounding leaves none.
    /// </summary>
    private static int Choose(double[] weights, double target)
    {
        var (sum, last) = (0.0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] > 0)) continue;
            (sum, last) = (sum + weights[i], i);
            if (sum > target) break;
        }

        return last;
    }

    private static void Assign(Panels samples, Panels centres, Span<int> bins)
    {
        Span<float> block = stackalloc float[SquaredDistances.BlockSize];
        Span<float> smallest = stackalloc float[Panels.Width];
        Span<int> nearest = stackalloc int[Panels.Width];
        for (var panel = 0; panel < samples.PanelCount; panel++)
        {
            smallest.Fill(float.PositiveInfinity);
            nearest.Fill(NoBin);
            for (var centrePanel = 0; centrePanel < centres.PanelCount; centrePanel++)
            {
                SquaredDistances.Block(centres.Panel(centrePanel), samples.Panel(panel), block);
                TakeNearest(block, centrePanel * Panels.Width, smallest, nearest);
            }

            var first = panel * Panels.Width;
            nearest[..Math.Min(Panels.Width, bins.Length - first)].CopyTo(bins[first..]);
        }
    }

    private static void TakeNearest(ReadOnlySpan<float> block, int firstCentre, Span<float> smallest, Span<int> nearest)
    {
        ref var distances = ref MemoryMarshal.GetReference(block);
        ref var least = ref MemoryMarshal.GetReference(smallest);
        ref var bins = ref MemoryMarshal.GetReference(nearest);
        for (nuint column = 0; column < Panels.Width; column += (nuint)Vector256<float>.Count)
        {
            var (best, bin) = (Vector256.LoadUnsafe(ref least, column), Vector256.LoadUnsafe(ref bins, column));
            for (var row = 0; row < Panels.Width; row++)
            {
                var squared = Vector256.LoadUnsafe(ref distances, (nuint)(row * Panels.Width) + column);
                var nearer = Vector256.LessThan(squared, best);
                best = Vector256.ConditionalSelect(nearer, squared, best);
                bin = Vector256.ConditionalSelect(nearer.AsInt32(), Vector256.Create(firstCentre + row), bin);
            }

            best.StoreUnsafe(ref least, column);
            bin.StoreUnsafe(ref bins, column);
        }
    }

    /// <summary>Moves each centre to the mean of its bin; the centre of an empty bin stays.</summary>
    private static void Average(Samples samples, ReadOnlySpan<int> bins, Span<float> centres)
    {
        var dimension = samples.Dimension;
        var sums = new double[centres.Length];
        var counts = new int[centres.Length / dimension];
        for (var i = 0; i < samples.Count; i++)
        {
            if (bins[i] == NoBin) continue;
            counts[bins[i]]++;
            var sum = sums.AsSpan(bins[i] * dimension, dimension);
            var sample = samples[i];
            for (var axis = 0; axis < sum.Length; axis++)
                sum[axis] += sample[axis];
        }

        for (var i = 0; i < sums.Length; i++)
        {
            if (counts[i / dimension] > 0) centres[i] = (float)(sums[i] / counts[i / dimension]);
        }
    }
}
