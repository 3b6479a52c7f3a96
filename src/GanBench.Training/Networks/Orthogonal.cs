using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>A random matrix with orthonormal rows or columns (whichever are fewer), times a gain.</summary>
/// <remarks>
/// Saxe, McClelland, Ganguli, arXiv:1312.6120. Here: Gram-Schmidt, each vector orthogonalised twice, in double precision on a normal
/// matrix of shape [fewer, more]; its rows become the matrix's shorter side. Filters [F, C, h, w] are the matrix [F, C h w], as in PyTorch.
/// </remarks>
/// <param name="Gain">Factor on the orthonormal matrix, above 0.</param>
public sealed record Orthogonal(double Gain) : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values)
    {
        if (shape.Length < 2)
            throw new ArgumentException($"Orthogonal weights are a matrix or filters, not of {shape.Length} dimensions.", nameof(shape));
        var (rows, columns) = ((int)shape[0], values.Length / (int)shape[0]);
        var (fewer, more) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var normal = new float[fewer * more];
        stream.Normal(0, normal);
        var basis = Array.ConvertAll(normal, value => (double)value);
        for (var i = 0; i < fewer; i++)
        {
            var vector = basis.AsSpan(i * more, more);
            for (var pass = 0; pass < 2; pass++)
                for (var j = 0; j < i; j++)
                    Subtract(vector, basis.AsSpan(j * more, more));
            Normalise(vector);
        }

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var entry = rows <= columns ? basis[(row * more) + column] : basis[(column * more) + row];
                values[(row * columns) + column] = (float)(Gain * entry);
            }
    }

    /// <summary>Takes the part along a unit vector out of another vector.</summary>
    private static void Subtract(Span<double> vector, ReadOnlySpan<double> unit)
    {
        var dot = 0.0;
        for (var k = 0; k < vector.Length; k++)
            dot += vector[k] * unit[k];
        for (var k = 0; k < vector.Length; k++)
            vector[k] -= dot * unit[k];
    }

    private static void Normalise(Span<double> vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
            squares += value * value;
        var length = Math.Sqrt(squares);
        foreach (ref var value in vector)
            value /= length;
    }
}
