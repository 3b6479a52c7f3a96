using GanBench.Datasets;

namespace GanBench.Numerics;

/// <summary>The finite ones among some samples, packed for distances: panels of 32 samples, in each the axes one after the other.</summary>
/// <remarks>
/// Sample i of panel p stands at lane i of every axis. A sample with a NaN or infinite coordinate is left out; whoever divides by a number of
/// samples knows how many there were. The last panel is filled up with points at infinity, which are near to nothing.
/// </remarks>
internal sealed class Panels
{
    /// <summary>Samples in a panel.</summary>
    public const int Width = 32;

    private readonly float[] values;
    private readonly int[] rows;

    /// <summary>Packs samples.</summary>
    /// <param name="samples">Shape [N, d].</param>
    public Panels(Samples samples)
    {
        Axes = samples.Dimension;
        rows = FiniteRows(samples);
        PanelCount = (Count + Width - 1) / Width;
        values = new float[PanelCount * Axes * Width];
        values.AsSpan(Math.Max(0, PanelCount - 1) * Axes * Width).Fill(float.PositiveInfinity);
        for (var i = 0; i < Count; i++)
        {
            var panel = Panel(i / Width);
            var sample = samples[rows[i]];
            for (var axis = 0; axis < Axes; axis++)
                panel[(axis * Width) + (i % Width)] = sample[axis];
        }
    }

    /// <summary>d, coordinates of a sample.</summary>
    public int Axes { get; }

    /// <summary>Number of finite samples.</summary>
    public int Count => rows.Length;

    /// <summary>Row of each packed sample among the given ones, in the order of the panels.</summary>
    public ReadOnlySpan<int> Rows => rows;

    /// <summary>Panels that hold them.</summary>
    public int PanelCount { get; }

    /// <summary>One panel, shape [d, 32].</summary>
    /// <param name="panel">Index below <see cref="PanelCount"/>.</param>
    public Span<float> Panel(int panel) => values.AsSpan(panel * Axes * Width, Axes * Width);

    private static int[] FiniteRows(Samples samples)
    {
        var (rows, count) = (new int[samples.Count], 0);
        for (var i = 0; i < samples.Count; i++)
        {
            if (IsFinite(samples[i])) rows[count++] = i;
        }

        return rows[..count];
    }

    private static bool IsFinite(ReadOnlySpan<float> sample)
    {
        foreach (var coordinate in sample)
        {
            if (!float.IsFinite(coordinate)) return false;
        }

        return true;
    }
}
