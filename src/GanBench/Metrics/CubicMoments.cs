using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>First, second and third moments of features: all that <see cref="KernelDistance"/> needs of a set of samples.</summary>
/// <param name="Count">N, the number of samples.</param>
/// <param name="First">Mean of x_i, shape [F].</param>
/// <param name="Second">Mean of x_i x_j, i ≤ j, in the order of i, then j.</param>
/// <param name="Third">Mean of x_i x_j x_k, i ≤ j ≤ k, in the order of i, then j, then k; F (F + 1) (F + 2) / 6 numbers.</param>
/// <param name="Diagonal">Mean of k(x, x).</param>
public sealed record CubicMoments(
    int Count, ReadOnlyMemory<double> First, ReadOnlyMemory<double> Second, ReadOnlyMemory<double> Third, double Diagonal)
{
    /// <summary>F, numbers per sample.</summary>
    public int Dimension => First.Length;

    /// <summary>Measures them in double, over the samples in their order; some N F³ / 6 multiplications.</summary>
    /// <param name="features">Features, shape [N, F]; duplicates count each time.</param>
    /// <returns>NaN or infinite entries where a feature is not finite, NaN for N = 0.</returns>
    public static CubicMoments Of(Samples features)
    {
        var (count, order) = (features.Count, features.Dimension);
        var panels = ColumnPanels.Of(features, []);
        var products = new double[order * panels.Stride];

        var first = new double[order];
        panels.Sums(first);

        var second = new double[order * (order + 1) / 2];
        panels.Products(null, 0, products);
        Gather(products, panels.Stride, 0, order, second);

        var third = new double[order * (order + 1) * (order + 2) / 6];
        var place = 0;
        for (var i = 0; i < order; i++)
        {
            var length = (order - i) * (order - i + 1) / 2;
            panels.Products(i, i, products);
            Gather(products, panels.Stride, i, order, third.AsSpan(place, length));
            place += length;
        }

        Divide(first, count);
        Divide(second, count);
        Divide(third, count);
        return new(count, first, second, third, MeanDiagonal(features));
    }

    private static double MeanDiagonal(Samples features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Count; i++)
        {
            var squaredLength = 0.0;
            foreach (var value in features[i])
                squaredLength += (double)value * value;
            var scaled = (squaredLength / features.Dimension) + 1;
            sum += scaled * scaled * scaled;
        }

        return sum / features.Count;
    }

    private static void Gather(ReadOnlySpan<double> products, int stride, int first, int order, Span<double> packed)
    {
        for (var j = first; j < order; j++)
        {
            products.Slice((j * stride) + j, order - j).CopyTo(packed);
            packed = packed[(order - j)..];
        }
    }

    private static void Divide(Span<double> values, int count)
    {
        foreach (ref var value in values)
            value /= count;
    }
}
