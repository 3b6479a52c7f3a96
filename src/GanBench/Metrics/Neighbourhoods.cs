using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>How far each of some samples lies from its nearest fellows: one side of precision, recall, density and coverage.</summary>
/// <remarks>
/// <para>The neighbourhood of a sample is the open ball around it that reaches to its k-th nearest fellow; a sample is no neighbour of
/// itself, but an exact duplicate of it is one, at distance 0. So a sample with k duplicates or more has an empty ball: nothing lies
/// strictly nearer than 0.</para>
/// <para>A sample that is not finite is no neighbour of anything and has an empty ball. When fewer than k + 1 samples are finite, all balls
/// are empty. Distances are those of <see cref="SquaredDistances"/>: float32, the same bits on every machine and in any order of the
/// samples.</para>
/// </remarks>
public sealed class Neighbourhoods
{
    /// <summary>k of every neighbourhood that GanBench records, as in Naeem et al., arXiv:2002.09797.</summary>
    public const int DefaultNeighbours = 5;

    private const float EmptyBall = -1;

    /// <summary>The k smallest squared distances of each packed sample in ascending order, shape [panels · 32, k].</summary>
    private readonly float[] nearest;

    /// <summary>The last of them: what a new distance must undercut. Less than any distance where no sample is.</summary>
    private readonly float[] squaredRadii;

    private Neighbourhoods(Samples samples, int neighbours, float closeSquared)
    {
        SampleCount = samples.Count;
        CloseSquared = closeSquared;
        Neighbours = neighbours;
        Panels = Panels.InStrips(samples);
        nearest = new float[Panels.PanelCount * Panels.Width * neighbours];
        nearest.AsSpan().Fill(float.PositiveInfinity);
        squaredRadii = new float[Panels.PanelCount * Panels.Width];
        squaredRadii.AsSpan(0, Panels.Count).Fill(float.PositiveInfinity);
        squaredRadii.AsSpan(Panels.Count).Fill(EmptyBall);
    }

    /// <summary>N, all samples, the ones that are not finite included.</summary>
    public int SampleCount { get; }

    /// <summary>k, how many fellows a neighbourhood reaches to.</summary>
    public int Neighbours { get; }

    /// <summary>Number of finite samples.</summary>
    public int FiniteCount => Panels.Count;

    /// <summary>Squared distance up to which two samples are a close pair; NaN when none were counted.</summary>
    public float CloseSquared { get; }

    /// <summary>Pairs of finite samples at most that far apart; each pair counts once.</summary>
    public long ClosePairs { get; private set; }

    /// <summary>The finite samples.</summary>
    internal Panels Panels { get; }

    /// <summary>Squared radius of each ball, shape [panels · 32]; below 0 where there is no sample.</summary>
    internal ReadOnlySpan<float> SquaredRadii => squaredRadii;

    /// <summary>Finds the k nearest fellows of each sample.</summary>
    /// <param name="samples">Shape [N, d], any number, in any order.</param>
    /// <param name="neighbours">k, at least 1.</param>
    /// <param name="closeSquared">
    /// Squared distance up to which <see cref="ClosePairs"/> counts a pair, that distance included; NaN for none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">k is less than 1.</exception>
    public static Neighbourhoods Of(Samples samples, int neighbours = DefaultNeighbours, float closeSquared = float.NaN)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        var result = new Neighbourhoods(samples, neighbours, closeSquared);
        result.Search();
        // With no k-th fellow the radius would be infinite and every sample inside: no ball is the honest answer, and the metrics say NaN.
        if (result.FiniteCount <= neighbours)
            result.squaredRadii.AsSpan().Fill(EmptyBall);
        return result;
    }

    /// <summary>Squared distance of each finite sample to its nearest fellow, in no particular order; ∞ for a single sample.</summary>
    internal float[] SquaredNearest()
    {
        var result = new float[FiniteCount];
        for (var i = 0; i < result.Length; i++)
            result[i] = nearest[i * Neighbours];
        return result;
    }

    // The blocks on the diagonal come first, then ever farther ones: most neighbours share a panel or are in one near by, so the balls are
    // soon small and few other blocks reach into them.
    private void Search()
    {
        var reaches = new float[Panels.PanelCount];
        Span<float> block = stackalloc float[SquaredDistances.BlockSize];
        for (var panel = 0; panel < reaches.Length; panel++)
        {
            SquaredDistances.Block(Panels.Panel(panel), Panels.Panel(panel), block);
            TakeWithin(panel, block);
            reaches[panel] = Reach(panel);
        }

        for (var apart = 1; apart < reaches.Length; apart++)
        {
            for (var row = 0; row + apart < reaches.Length; row++)
                Compare(row, row + apart, reaches, block);
        }
    }

    /// <summary>The largest squared radius in a panel so far: nothing at that distance or beyond can change it.</summary>
    internal float Reach(int panel)
    {
        var reach = EmptyBall;
        foreach (var squaredRadius in squaredRadii.AsSpan(panel * Panels.Width, Panels.Width))
            reach = Math.Max(reach, squaredRadius);
        return reach;
    }

    private void Compare(int row, int column, float[] reaches, Span<float> block)
    {
        var rowBox = Panels.BoxOf(row);
        var columnBox = Panels.BoxOf(column);
        var least = rowBox.LeastSquared(columnBox);
        // No pair of the two panels is nearer than their boxes are, so most blocks are never computed.
        var isOutOfReach = least >= reaches[row] && least >= reaches[column];
        if (isOutOfReach && !(least <= CloseSquared)) return;   // !(<=) rather than >: without close pairs it is NaN

        // Collapsed samples lie in a few tiny boxes: there all pairs are close, and counting them one by one would be quadratic.
        if (isOutOfReach && rowBox.MostSquared(columnBox) <= CloseSquared)
        {
            ClosePairs += Panels.CountIn(row) * Panels.CountIn(column);
            return;
        }

        SquaredDistances.Block(Panels.Panel(row), Panels.Panel(column), block);
        TakeBetween(row * Panels.Width, column * Panels.Width, block);
        (reaches[row], reaches[column]) = (Reach(row), Reach(column));
    }

    private void TakeWithin(int panel, ReadOnlySpan<float> block)
    {
        var first = panel * Panels.Width;
        var count = Panels.CountIn(panel);
        for (var row = 1; row < count; row++)
        {
            for (var column = 0; column < row; column++)
            {
                var squared = block[(row * Panels.Width) + column];
                if (squared <= CloseSquared) ClosePairs++;
                Take(first + row, squared);
                Take(first + column, squared);
            }
        }
    }

    private void TakeBetween(int firstRow, int firstColumn, ReadOnlySpan<float> block)
    {
        var close = Vector256.Create(CloseSquared);
        ref var columnRadii = ref MemoryMarshal.GetReference(squaredRadii.AsSpan(firstColumn, Panels.Width));
        ref var distances = ref MemoryMarshal.GetReference(block);
        var pairs = 0;
        for (var row = 0; row < Panels.Width; row++)
        {
            var rowRadius = Vector256.Create(squaredRadii[firstRow + row]);
            for (var column = 0; column < Panels.Width; column += Vector256<float>.Count)
            {
                var squared = Vector256.LoadUnsafe(ref distances, (nuint)((row * Panels.Width) + column));
                pairs += BitOperations.PopCount(Vector256.LessThanOrEqual(squared, close).ExtractMostSignificantBits());
                // Nearer than the larger of the two radii is necessary for either; Take looks at each.
                var radii = Vector256.Max(rowRadius, Vector256.LoadUnsafe(ref columnRadii, (nuint)column));
                for (var nearer = Vector256.LessThan(squared, radii).ExtractMostSignificantBits(); nearer != 0; nearer &= nearer - 1)
                {
                    var other = column + BitOperations.TrailingZeroCount(nearer);
                    var distance = block[(row * Panels.Width) + other];
                    Take(firstRow + row, distance);
                    Take(firstColumn + other, distance);
                }
            }
        }

        ClosePairs += pairs;
    }

    private void Take(int sample, float squared)
    {
        if (!(squared < squaredRadii[sample])) return;

        var own = nearest.AsSpan(sample * Neighbours, Neighbours);
        var place = Neighbours - 1;
        for (; place > 0 && squared < own[place - 1]; place--)
            own[place] = own[place - 1];
        own[place] = squared;
        squaredRadii[sample] = own[^1];
    }
}
