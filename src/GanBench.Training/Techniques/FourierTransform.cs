using System.Collections.Immutable;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Training.Techniques;

/// <summary>Frequencies of samples, as products with constant matrices: differentiable, and the same bits on every machine.</summary>
public static class FourierTransform
{
    /// <summary>The orthonormal two-dimensional discrete Fourier transform of every channel of images.</summary>
    /// <remarks>
    /// X_uv = 1/√(h w) Σ_jk x_jk exp(-2πi (u j / h + v k / w)), rows first and then columns, each as one matrix product. No window and no
    /// shift: frequency 0 comes first. It keeps the energy: Σ |X_uv|² = Σ x_jk². For real images X at (-u, -v) is the conjugate of X at (u,
    /// v); both are given.
    /// </remarks>
    /// <param name="images">Shape [R, B, c h w].</param>
    /// <param name="shape">The images' shape, <c>[c, h, w]</c>.</param>
    /// <returns>
    /// Shape [R, B, 2 c h w]: for every channel its real parts and then its imaginary parts, so an image of shape <c>[2 c, h, w]</c>.
    /// </returns>
    public static Tensor OfImages(Tensor images, ImmutableArray<int> shape)
    {
        var (height, width) = (shape[1], shape[2]);

        // Images are real, so only the upper half of the first matrix counts.
        var rows = images.reshape(-1, width).matmul(Waves(width).narrow(0, 0, width));            // [R B c h, 2 w]
        var upright = rows.view(-1, height, 2, width).permute(0, 3, 2, 1).reshape(-1, 2 * height);  // [R B c w, 2 h]
        var spectrum = upright.matmul(Waves(height)).view(-1, width, 2, height);
        return spectrum.permute(0, 2, 3, 1).reshape(images.size(0), images.size(1), -1);          // [R, B, c 2 h w]
    }

    /// <summary>Cosines and sines of points at fixed random frequencies: cos(2π b·x) and sin(2π b·x), b ~ N(0, scale² I).</summary>
    /// <remarks>
    /// The random Fourier features of arXiv:2006.10739. The frequencies come from one stream that belongs to no run: every seed, replica,
    /// batch and technique sees the same ones, and the first k of them do not depend on how many there are.
    /// </remarks>
    /// <param name="points">Shape [R, B, d].</param>
    /// <param name="features">F, number of frequencies, at least 1.</param>
    /// <param name="scale">Standard deviation of the frequencies, in cycles per unit of the data.</param>
    /// <returns>Shape [R, B, 2 F]: all cosines, then all sines.</returns>
    public static Tensor OfPoints(Tensor points, int features, double scale)
    {
        var (replicas, batch, dimension) = (points.size(0), points.size(1), points.size(2));
        var frequencies = new float[features * dimension];
        SeedStream.FromSeed(0).Derive("fourier-features").Normal(0, frequencies);
        var b = tensor(Array.ConvertAll(frequencies, value => (float)(2 * Math.PI * scale * value)), [features, dimension]);
        var phases = points.reshape(-1, dimension).matmul(b.transpose(0, 1)).view(replicas, batch, features);
        return cat([phases.cos(), phases.sin()], dim: 2);
    }

    /// <summary>
    /// The orthonormal transform of length n as a matrix that takes real and imaginary parts, side by side in a row, to the same.
    /// </summary>
    /// <returns>
    /// Shape [2 n, 2 n]: (C, -S; S, C) with C_jk = cos(2π j k / n) / √n and S likewise, because (a + ib)(C - iS) = aC + bS + i(bC - aS).
    /// </returns>
    private static Tensor Waves(int n)
    {
        var scale = 1 / Math.Sqrt(n);
        var turns = Enumerable.Range(0, n).Select(k => Elementary.SinCosTurns((double)k / n)).ToArray();
        var values = new float[4 * n * n];
        for (var j = 0; j < n; j++)
            for (var k = 0; k < n; k++)
            {
                var (sine, cosine) = turns[j * k % n];
                values[(j * 2 * n) + k] = values[((n + j) * 2 * n) + n + k] = (float)(scale * cosine);
                values[(j * 2 * n) + n + k] = (float)(-scale * sine);
                values[((n + j) * 2 * n) + k] = (float)(scale * sine);
            }

        return tensor(values, [2 * n, 2 * n]);
    }
}
