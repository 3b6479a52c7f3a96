namespace GanBench.Numerics;

/// <summary>The finite ones among some samples, packed for distances: panels of 32 samples, in each the axes one after the other.</summary>
/// <remarks>
/// <para>Sample i of panel p stands at lane i of every axis. A sample with a NaN or infinite coordinate is left out; whoever divides by a
/// number of samples knows how many there were. The last panel is filled up with points at infinity, which are near to nothing.</para>
/// <para>In strips, samples near each other share a panel, as far as two axes tell: sorted along the first into strips, and each strip
/// along the second, as Leutenegger, Lopez, Edgington pack R-trees (ICDE 1997). So two panels whose boxes are far apart need not be
/// compared sample by sample. The order among samples of equal coordinates is arbitrary there: nothing may depend on it.</para>
/// </remarks>
internal sealed class Panels
{
    /// <summary>Samples in a panel.</summary>
    public const int Width = 32;

    private readonly float[] values;
    private readonly float[] lows;
    private readonly float[] highs;
    private readonly int[] rows;

    private Panels(Samples samples, int[] rows)
    {
        Axes = samples.Dimension;
        this.rows = rows;
        PanelCount = (Count + Width - 1) / Width;
        values = new float[PanelCount * Axes * Width];
        values.AsSpan(Math.Max(0, PanelCount - 1) * Axes * Width).Fill(float.PositiveInfinity);
        lows = new float[PanelCount * Axes];
        highs = new float[PanelCount * Axes];
        for (var panel = 0; panel < PanelCount; panel++)
            Pack(samples, panel);
    }

    /// <summary>d, coordinates of a sample.</summary>
    public int Axes { get; }

    /// <summary>Number of finite samples.</summary>
    public int Count => rows.Length;

    /// <summary>Panels that hold them.</summary>
    public int PanelCount { get; }

    /// <summary>Packs samples in their order.</summary>
    /// <param name="samples">Shape [N, d].</param>
    public static Panels InOrder(Samples samples) => new(samples, FiniteRows(samples));

    /// <summary>Packs samples so that neighbours share a panel.</summary>
    /// <param name="samples">Shape [N, d].</param>
    public static Panels InStrips(Samples samples)
    {
        var rows = FiniteRows(samples);
        SortIntoStrips(samples, rows);
        return new(samples, rows);
    }

    /// <summary>One panel, shape [d, 32].</summary>
    /// <param name="panel">Index below <see cref="PanelCount"/>.</param>
    public ReadOnlySpan<float> Panel(int panel) => values.AsSpan(panel * Axes * Width, Axes * Width);

    /// <summary>Samples of a panel: 32, and what is left for the last one.</summary>
    /// <param name="panel">Index below <see cref="PanelCount"/>.</param>
    public int CountIn(int panel) => Math.Min(Width, Count - (panel * Width));

    /// <summary>Smallest and largest coordinate along each axis among the samples of a panel.</summary>
    /// <param name="panel">Index below <see cref="PanelCount"/>.</param>
    public Box BoxOf(int panel) => new(lows.AsSpan(panel * Axes, Axes), highs.AsSpan(panel * Axes, Axes));

    /// <summary>Rows of the samples whose coordinates are all finite, in ascending order.</summary>
    /// <param name="samples">Shape [N, d].</param>
    public static int[] FiniteRows(Samples samples)
    {
        var (finite, count) = (new int[samples.Count], 0);
        for (var i = 0; i < samples.Count; i++)
        {
            if (IsFinite(samples[i])) finite[count++] = i;
        }

        return finite[..count];
    }

    private static bool IsFinite(ReadOnlySpan<float> sample)
    {
        foreach (var coordinate in sample)
        {
            if (!float.IsFinite(coordinate)) return false;
        }

        return true;
    }

    private static void SortIntoStrips(Samples samples, Span<int> rows)
    {
        var keys = new float[rows.Length];
        SortAlong(samples, 0, rows, keys);
        if (samples.Dimension == 1) return;

        var panels = (rows.Length + Width - 1) / Width;
        var strips = (int)Math.Ceiling(Math.Sqrt(panels));
        var strip = Math.Max(1, (panels + strips - 1) / Math.Max(1, strips)) * Width;
        for (var first = 0; first < rows.Length; first += strip)
        {
            var count = Math.Min(strip, rows.Length - first);
            SortAlong(samples, 1, rows.Slice(first, count), keys.AsSpan(first, count));
        }
    }

    private static void SortAlong(Samples samples, int axis, Span<int> rows, Span<float> keys)
    {
        var values = samples.Values.Span;
        for (var i = 0; i < rows.Length; i++)
            keys[i] = values[(rows[i] * samples.Dimension) + axis];
        keys.Sort(rows);
    }

    private void Pack(Samples samples, int panel)
    {
        var packed = values.AsSpan(panel * Axes * Width, Axes * Width);
        var low = lows.AsSpan(panel * Axes, Axes);
        var high = highs.AsSpan(panel * Axes, Axes);
        low.Fill(float.PositiveInfinity);
        high.Fill(float.NegativeInfinity);
        for (var lane = 0; lane < CountIn(panel); lane++)
        {
            var sample = samples[rows[(panel * Width) + lane]];
            for (var axis = 0; axis < sample.Length; axis++)
            {
                var coordinate = sample[axis];
                packed[(axis * Width) + lane] = coordinate;
                if (coordinate < low[axis]) low[axis] = coordinate;
                if (coordinate > high[axis]) high[axis] = coordinate;
            }
        }
    }
}
