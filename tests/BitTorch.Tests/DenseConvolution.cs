namespace BitTorch.Tests;

/// <summary>Convolutions and folding of arrays of doubles, output by output from the definition.</summary>
internal static class DenseConvolution
{
    /// <summary>y[n, f, i, j] = sum of x[n, c, i s - p + a, j s - p + b] w[f, c, a, b].</summary>
    internal static Dense Convolve(Dense x, Dense w, int stride, int padding)
    {
        long Places(int d) => ((x.Shape[d] + (2 * padding) - w.Shape[d]) / stride) + 1;
        return Dense.Of([x.Shape[0], w.Shape[0], Places(2), Places(3)], y => Dense.Indices(w.Shape[1..]).Sum(tap =>
            At(w, y[1], tap[0], tap[1], tap[2]) * At(x, y[0], tap[0], (y[2] * stride) - padding + tap[1], (y[3] * stride) - padding + tap[2])));
    }

    /// <summary>The transpose: every y[n, f, i, j] scatters w[f].</summary>
    internal static Dense ConvolveTransposed(Dense y, Dense w, int stride, int padding)
    {
        long Pixels(int d) => ((y.Shape[d] - 1) * stride) - (2 * padding) + w.Shape[d];
        var x = Dense.Of([y.Shape[0], w.Shape[1], Pixels(2), Pixels(3)], _ => 0);
        foreach (var place in Dense.Indices(y.Shape))
        {
            foreach (var tap in Dense.Indices(w.Shape[1..]))
            {
                long[] pixel = [place[0], tap[0], (place[2] * stride) - padding + tap[1], (place[3] * stride) - padding + tap[2]];
                if (IsInside(x, pixel))
                    x.Values[Position(x, pixel)] += At(y, place) * At(w, place[1], tap[0], tap[1], tap[2]);
            }
        }

        return x;
    }

    /// <summary>Columns [n, c a b, i j] of square filters.</summary>
    internal static Dense Unfold(Dense x, int kernel, int stride, int padding)
    {
        long Places(int d) => ((x.Shape[d] + (2 * padding) - kernel) / stride) + 1;
        return Dense.Of([x.Shape[0], x.Shape[1], kernel, kernel, Places(2), Places(3)], index => At(
            x, index[0], index[1], (index[4] * stride) - padding + index[2], (index[5] * stride) - padding + index[3]))
            .Reshape(x.Shape[0], x.Shape[1] * kernel * kernel, Places(2) * Places(3));
    }

    /// <summary>The number at an index, 0 outside.</summary>
    private static double At(Dense dense, params long[] index) => IsInside(dense, index) ? dense.Values[Position(dense, index)] : 0;

    private static bool IsInside(Dense dense, long[] index) => index.Zip(dense.Shape).All(pair => pair.First >= 0 && pair.First < pair.Second);

    private static int Position(Dense dense, long[] index) => (int)index.Zip(dense.Shape).Aggregate(0L, (position, pair) => (position * pair.Second) + pair.First);
}
