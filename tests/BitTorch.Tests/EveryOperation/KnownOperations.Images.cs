namespace BitTorch.Tests.EveryOperation;

/// <content>Convolutions and folds.</content>
internal static partial class KnownOperations
{
    private static OperationRow[] Images() =>
    [
        new("conv2d", draw => new ImageDraw(draw.Random).Convolution())
        {
            Gradients =
            [
                new(
                    "",
                    x => nn.functional.conv2d(x[0], x[1], x[2], strides: [2, 1], padding: [1, 0]),
                    x => Convolved(x[0], x[1], x[2], (2, 1), (1, 0)),
                    [2, 2, 4, 3],
                    [3, 2, 3, 2],
                    [3]),
                new(
                    "without bias",
                    x => nn.functional.conv2d(x[0], x[1]).square(),
                    x => Convolved(x[0], x[1], new([3], [0, 0, 0]), (1, 1), (0, 0)).Map(a => a * a),
                    [1, 2, 3, 3],
                    [3, 2, 2, 2]),
            ],
            Goldens =
            {
                ["conv2d_k4_s2_p1"] = x => nn.functional.conv2d(x[0], x[1], x[2], strides: [2], padding: [1]),
                ["conv2d_k3_s1_p1"] = x => nn.functional.conv2d(x[0], x[1], x[2], padding: [1]),
            },
        },
        new("conv_transpose2d", draw => new ImageDraw(draw.Random).TransposedConvolution())
        {
            Gradients =
            [
                new(
                    "",
                    x => nn.functional.conv_transpose2d(x[0], x[1], x[2], strides: [2, 3], padding: [1, 0], output_padding: [0, 1]),
                    x => Scattered(x[0], x[1], x[2], (2, 3), (1, 0), (0, 1)),
                    [2, 2, 3, 2],
                    [2, 3, 3, 2],
                    [3]),
                new(
                    "without bias",
                    x => nn.functional.conv_transpose2d(x[0], x[1]).square(),
                    x => Scattered(x[0], x[1], new([3], [0, 0, 0]), (1, 1), (0, 0), (0, 0)).Map(a => a * a),
                    [1, 2, 2, 2],
                    [2, 3, 2, 2]),
            ],
            Goldens =
            {
                ["conv_transpose2d_k4_s2_p1"] = x => nn.functional.conv_transpose2d(x[0], x[1], x[2], strides: [2], padding: [1]),
            },
        },
        new("unfold", draw => new ImageDraw(draw.Random).Unfolding())
        {
            Gradients =
            [
                new(
                    "",
                    x => nn.functional.unfold(x[0], (3, 2), padding: (1, 0), stride: (2, 1)).square(),
                    x => Columns(x[0], (3, 2), (2, 1), (1, 0)).Map(a => a * a),
                    [2, 2, 4, 3]),
                new(
                    "square",
                    x => nn.functional.unfold(x[0], (2, 2)).square(),
                    x => Columns(x[0], (2, 2), (1, 1), (0, 0)).Map(a => a * a),
                    [1, 2, 3, 3]),
            ],
            Goldens = { ["unfold_k3_s2_p1"] = x => nn.functional.unfold(x[0], (3, 3), padding: (1, 1), stride: (2, 2)) },
        },
        new("fold", draw => new ImageDraw(draw.Random).Folding())
        {
            Gradients =
            [
                new(
                    "",
                    x => nn.functional.fold(x[0], (4, 3), (3, 2), padding: (1, 0), stride: (2, 1)).square(),
                    x => Folded(x[0], (4, 3), (3, 2), (2, 1), (1, 0)).Map(a => a * a),
                    [2, 12, 4]),
                new(
                    "square",
                    x => nn.functional.fold(x[0], (3, 3), (2, 2)).square(),
                    x => Folded(x[0], (3, 3), (2, 2), (1, 1), (0, 0)).Map(a => a * a),
                    [1, 8, 4]),
            ],
            Goldens = { ["fold_k4_s2_p1"] = x => nn.functional.fold(x[0], (6, 6), (4, 4), padding: (1, 1), stride: (2, 2)) },
        },
    ];

    private static double Pixel(Dense x, long n, long channel, long row, long column) =>
        row >= 0 && row < x.Shape[2] && column >= 0 && column < x.Shape[3] ? x[n, channel, row, column] : 0;

    private static long Outputs(long size, long kernel, long stride, long padding) => ((size + (2 * padding) - kernel) / stride) + 1;

    private static Dense Convolved(Dense x, Dense w, Dense bias, (long Row, long Column) stride, (long Row, long Column) padding)
    {
        var rows = Outputs(x.Shape[2], w.Shape[2], stride.Row, padding.Row);
        var columns = Outputs(x.Shape[3], w.Shape[3], stride.Column, padding.Column);
        return Dense.Of([x.Shape[0], w.Shape[0], rows, columns], i => bias[i[1]] + Dense.Indices(w.Shape[1..]).Sum(t =>
        {
            var (row, column) = ((i[2] * stride.Row) - padding.Row + t[1], (i[3] * stride.Column) - padding.Column + t[2]);
            return w[i[1], t[0], t[1], t[2]] * Pixel(x, i[0], t[0], row, column);
        }));
    }

    /// <summary>Every input number scatters its filter: the sum over all inputs and taps that hit a place.</summary>
    private static Dense Scattered(
        Dense x, Dense w, Dense bias, (long Row, long Column) stride, (long Row, long Column) cut, (long Row, long Column) more)
    {
        var rows = ((x.Shape[2] - 1) * stride.Row) - (2 * cut.Row) + w.Shape[2] + more.Row;
        var columns = ((x.Shape[3] - 1) * stride.Column) - (2 * cut.Column) + w.Shape[3] + more.Column;
        return Dense.Of(
            [x.Shape[0], w.Shape[1], rows, columns],
            i => bias[i[1]] + Dense.Indices([x.Shape[1], x.Shape[2], x.Shape[3], w.Shape[2], w.Shape[3]])
                .Where(t => (t[1] * stride.Row) + t[3] - cut.Row == i[2] && (t[2] * stride.Column) + t[4] - cut.Column == i[3])
                .Sum(t => x[i[0], t[0], t[1], t[2]] * w[t[0], i[1], t[3], t[4]]));
    }

    private static Dense Columns(Dense x, (long Row, long Column) kernel, (long Row, long Column) stride, (long Row, long Column) padding)
    {
        var columns = Outputs(x.Shape[3], kernel.Column, stride.Column, padding.Column);
        var area = kernel.Row * kernel.Column;
        return Dense.Of(
            [x.Shape[0], x.Shape[1] * area, Outputs(x.Shape[2], kernel.Row, stride.Row, padding.Row) * columns],
            i => Pixel(
                x,
                i[0],
                i[1] / area,
                (i[2] / columns * stride.Row) - padding.Row + (i[1] % area / kernel.Column),
                (i[2] % columns * stride.Column) - padding.Column + (i[1] % kernel.Column)));
    }

    /// <summary>The sum of all column elements that <see cref="Columns"/> takes from a pixel, found by marking that pixel.</summary>
    private static Dense Folded(
        Dense columns,
        (long Row, long Column) size,
        (long Row, long Column) kernel,
        (long Row, long Column) stride,
        (long Row, long Column) padding)
    {
        long[] shape = [columns.Shape[0], columns.Shape[1] / (kernel.Row * kernel.Column), size.Row, size.Column];
        return Dense.Of(shape, pixel => Columns(Dense.Of(shape, i => i.SequenceEqual(pixel) ? 1 : 0), kernel, stride, padding)
            .With(columns, (mark, value) => mark * value).Values.Sum());
    }
}
