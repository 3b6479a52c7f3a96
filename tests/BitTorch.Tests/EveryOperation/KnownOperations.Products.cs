namespace BitTorch.Tests.EveryOperation;

/// <content>Products of matrices, and distances of points.</content>
internal static partial class KnownOperations
{
    private static OperationRow[] Products() =>
    [
        new("bmm", Batches((x, y) => x.bmm(y)), Batches(bmm), draw =>
        {
            // The product with its own transpose, which always fits a batch.
            var fits = draw.IsNumber && draw.Rank == 3;
            return new(
                () => draw.X.bmm(fits ? draw.X.transpose(1, 2) : draw.Y),
                fits ? [draw.Shape[0], draw.Shape[1], draw.Shape[1]] : ProductOf(draw));
        })
        {
            Gradients = [new("", x => x[0].bmm(x[1]) + bmm(x[0], x[1]), x => x[0].Bmm(x[1]).Map(a => 2 * a), [2, 3, 4], [2, 4, 2])],
            Goldens =
            {
                ["bmm"] = x => x[0].bmm(x[1]),
                ["bmm_tn"] = x => x[0].transpose(1, 2).bmm(x[1]),
                ["bmm_nt"] = x => x[0].bmm(x[1].transpose(1, 2)),
                ["dft2_real_imag"] = x => FourierTransform(x[0]),
            },
        },
        new(
            "baddbmm",
            draw =>
            {
                var z = draw.Chance(2) ? zeros([]) : draw.Y;
                var product = ProductOf(draw);
                var fits = product is not null && (Dense.Broadcast(z.shape, product)?.SequenceEqual(product) ?? false);
                var (beta, alpha) = (draw.Random.Next(2), draw.Random.Next(3));
                return new(() => z.baddbmm(draw.X, draw.Y, beta, alpha), fits ? product : null, $"{beta}, {alpha}");
            })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].baddbmm(x[1], x[2]) + baddbmm(x[0], x[1], x[2]),
                    x => x[0].With(x[1].Bmm(x[2]), (a, b) => 2 * (a + b)),
                    [2, 1, 2],
                    [2, 3, 4],
                    [2, 4, 2]),
                new(
                    "weighted",
                    x => x[0].baddbmm(x[1], x[2], beta: 0.5f, alpha: -2),
                    x => x[0].With(x[1].Bmm(x[2]), (a, b) => (0.5 * a) - (2 * b)),
                    [3, 2],
                    [2, 3, 4],
                    [2, 4, 2]),
            ],
            Goldens = { ["baddbmm"] = x => x[0].baddbmm(x[1], x[2]) },
        },
        new("matmul", draw =>
        {
            var other = draw.Chance(2) && draw.Rank == 2 ? draw.X.transpose(0, 1) : draw.Y;
            var fits = draw.IsNumber && other.dtype == float32 && draw.Rank == 2 && other.ndim == 2 && draw.Shape[1] == other.size(0);
            return new(() => draw.X.matmul(other), fits ? [draw.Shape[0], other.size(1)] : null);
        })
        {
            Gradients = [new("", x => x[0].matmul(x[1]), x => Matrix(Batch(x[0]).Bmm(Batch(x[1]))), [3, 4], [4, 2])],
            Goldens = { ["matmul_2d"] = x => x[0].matmul(x[1]) },
        },
        new("cdist", draw =>
        {
            var (shape, other) = (draw.Shape, draw.Y.shape);
            var fits = draw.AreNumbers && draw.Rank >= 2 && other.Length == draw.Rank && shape.SkipLast(2).SequenceEqual(other.SkipLast(2))
                && shape[^1] == other[^1];
            var tooMuchWork = shape is [.., > 1000];
            return new(
                () => tooMuchWork ? throw new ArgumentException("cdist: too much work for a test") : cdist(draw.X, draw.Y, p: 1),
                fits && !tooMuchWork ? [.. shape[..^1], other[^2]] : null);
        })
        {
            Gradients = [new("", x => cdist(x[0], x[1], p: 1).square(), x => CityBlock(x[0], x[1]).Map(a => a * a), [2, 3, 4], [2, 5, 4])],
        },
    ];

    private static Func<Draw, Attempt> Batches(Func<Tensor, Tensor, Tensor> run) => draw => new(() => run(draw.X, draw.Y), ProductOf(draw));

    /// <summary>Shape of the product of two batches of matrices; null when they do not fit.</summary>
    private static long[]? ProductOf(Draw draw)
    {
        var fits = draw.AreNumbers && draw.Rank == 3 && draw.Y.ndim == 3 && draw.Shape[0] == draw.Y.size(0)
            && draw.Shape[2] == draw.Y.size(1);
        return fits ? [draw.Shape[0], draw.Shape[1], draw.Y.size(2)] : null;
    }

    private static Dense Batch(Dense matrix) => matrix.Reshape([1, .. matrix.Shape]);

    private static Dense Matrix(Dense batch) => batch.Reshape(batch.Shape[1..]);

    private static Dense CityBlock(Dense a, Dense b) => a.Reshape(a.Shape[0], a.Shape[1], 1, a.Shape[2])
        .With(b.Reshape(b.Shape[0], 1, b.Shape[1], b.Shape[2]), (x, y) => Math.Abs(x - y))
        .Sum(3);

    /// <summary>
    /// Real and imaginary part of 1/6 sum over u, v of x[u, v] e^(-2 pi i (k u + l v) / 6), through products with the cosines and sines.
    /// </summary>
    private static Tensor FourierTransform(Tensor x)
    {
        using var turns = tensor([.. Enumerable.Range(0, 36).Select(i => (float)(2 * Math.PI / 6 * (i / 6 * (i % 6) % 6)))], [1, 6, 6]);
        var (cosine, sine) = (turns.cos().expand(2, 6, 6), turns.sin().expand(2, 6, 6));
        var (real, imaginary) = (cosine.bmm(x), sine.bmm(x).neg());
        return stack([real.bmm(cosine).add(imaginary.bmm(sine)), imaginary.bmm(cosine).sub(real.bmm(sine))], -1).div(6);
    }
}
