using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>
/// How many samples of each side lie in the other side's neighbourhoods: all that precision, recall, density and coverage need.
/// </summary>
/// <param name="Neighbours">k of both sides.</param>
/// <param name="GeneratedCount">N, all generated samples.</param>
/// <param name="RealCount">M, all real samples.</param>
/// <param name="Memberships">Pairs of a generated sample and a real ball that it lies in.</param>
/// <param name="GeneratedInside">Generated samples that lie in at least one real ball.</param>
/// <param name="RealCovered">Real samples in whose ball at least one generated sample lies.</param>
/// <param name="RealInside">Real samples that lie in at least one generated ball.</param>
public sealed record NeighbourCounts(
    int Neighbours, int GeneratedCount, int RealCount, long Memberships, int GeneratedInside, int RealCovered, int RealInside)
{
    /// <summary>Whether there are too few real samples for a neighbourhood, or no generated ones.</summary>
    internal bool RealSideIsUndefined => GeneratedCount == 0 || RealCount <= Neighbours;

    /// <summary>Whether there are too few generated samples for a neighbourhood, or no real ones.</summary>
    internal bool GeneratedSideIsUndefined => RealCount == 0 || GeneratedCount <= Neighbours;

    /// <summary>Compares every generated sample with every real one, once.</summary>
    /// <remarks>Inside means strictly nearer than the radius, on both sides; so nothing is inside an empty ball.</remarks>
    /// <param name="generated">Neighbourhoods of the generated samples.</param>
    /// <param name="real">Neighbourhoods of the real samples.</param>
    /// <exception cref="ArgumentException">The two differ in dimension or in k.</exception>
    public static NeighbourCounts Between(Neighbourhoods generated, Neighbourhoods real)
    {
        if (generated.Panels.Axes != real.Panels.Axes)
            throw new ArgumentException(
                $"Generated samples are {generated.Panels.Axes}-D but real ones are {real.Panels.Axes}-D.", nameof(generated));
        if (generated.Neighbours != real.Neighbours)
            throw new ArgumentException(
                $"Generated neighbourhoods reach to neighbour {generated.Neighbours} but real ones to {real.Neighbours}.",
                nameof(generated));

        // One bit for each real sample of a panel, at its lane.
        var covered = new uint[real.Panels.PanelCount];
        var inside = new uint[real.Panels.PanelCount];
        var memberships = 0L;
        var generatedInside = 0;
        var reaches = new float[real.Panels.PanelCount];
        for (var column = 0; column < reaches.Length; column++)
            reaches[column] = real.Reach(column);
        Span<float> block = stackalloc float[SquaredDistances.BlockSize];
        for (var row = 0; row < generated.Panels.PanelCount; row++)
        {
            var generatedRadii = generated.SquaredRadii.Slice(row * Panels.Width, Panels.Width);
            var rowsInside = 0u;
            var rowReach = generated.Reach(row);
            for (var column = 0; column < reaches.Length; column++)
            {
                var least = generated.Panels.BoxOf(row).LeastSquared(real.Panels.BoxOf(column));
                if (least >= rowReach && least >= reaches[column]) continue;

                SquaredDistances.Block(generated.Panels.Panel(row), real.Panels.Panel(column), block);
                var realRadii = real.SquaredRadii.Slice(column * Panels.Width, Panels.Width);
                memberships += Take(block, generatedRadii, realRadii, ref rowsInside, ref covered[column], ref inside[column]);
            }

            generatedInside += BitOperations.PopCount(rowsInside);
        }

        return new(
            real.Neighbours,
            generated.SampleCount,
            real.SampleCount,
            memberships,
            generatedInside,
            covered.Sum(BitOperations.PopCount),
            inside.Sum(BitOperations.PopCount));
    }

    private static int Take(
        ReadOnlySpan<float> block,
        ReadOnlySpan<float> rowRadii,
        ReadOnlySpan<float> columnRadii,
        ref uint rowsInside,
        ref uint covered,
        ref uint inside)
    {
        ref var distances = ref MemoryMarshal.GetReference(block);
        ref var radii = ref MemoryMarshal.GetReference(columnRadii);
        var memberships = 0;
        for (var row = 0; row < Panels.Width; row++)
        {
            var rowRadius = Vector256.Create(rowRadii[row]);
            var inColumns = 0u;
            var inRow = 0u;
            for (var column = 0; column < Panels.Width; column += Vector256<float>.Count)
            {
                var squared = Vector256.LoadUnsafe(ref distances, (nuint)((row * Panels.Width) + column));
                var columnRadius = Vector256.LoadUnsafe(ref radii, (nuint)column);
                inColumns |= Vector256.LessThan(squared, columnRadius).ExtractMostSignificantBits() << column;
                inRow |= Vector256.LessThan(squared, rowRadius).ExtractMostSignificantBits() << column;
            }

            memberships += BitOperations.PopCount(inColumns);
            if (inColumns != 0) rowsInside |= 1u << row;
            covered |= inColumns;
            inside |= inRow;
        }

        return memberships;
    }
}
