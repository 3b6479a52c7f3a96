namespace BitTorch.Tests.EveryOperation;

/// <summary>Random images, filters, strides and paddings, mostly of sizes that fit.</summary>
internal sealed class ImageDraw
{
    private readonly Lcg random;
    private readonly long images;
    private readonly long channels;
    private readonly long filters;
    private readonly long height;
    private readonly long width;
    private readonly (long Rows, long Columns) kernel;
    private readonly long[] stride;
    private readonly long[] padding;
    private readonly long[] outputPadding;
    private readonly ScalarType type;
    private readonly Tensor? bias;

    internal ImageDraw(Lcg random)
    {
        this.random = random;
        (images, channels, filters, height, width) = (random.Next(3), random.Next(3), random.Next(6), random.Next(6), random.Next(6));
        kernel = (random.Next(4), random.Next(4));
        stride = [Some(1), Some(1)];
        padding = [Some(0), Some(0)];
        outputPadding = [Chance(8) ? Some(0) : 0, 0];
        type = Chance(20) ? int64 : float32;
        bias = Chance(2) ? ones([Chance(10) ? 7 : filters]) : null;
    }

    private bool BiasFits => bias is null || bias.size(0) == filters;

    private bool IsLegal => kernel is { Rows: > 0, Columns: > 0 } && stride.All(s => s is > 0 and <= int.MaxValue)
        && padding.All(p => p is >= 0 and <= int.MaxValue) && type == float32;

    /// <summary>Whether filters have a place in the images.</summary>
    private bool HasPlaces => IsLegal && height > 0 && width > 0
        && (Int128)height + (2 * padding[0]) >= kernel.Rows && (Int128)width + (2 * padding[1]) >= kernel.Columns;

    private long Rows => HasPlaces ? Places(height, kernel.Rows, 0) : 0;

    private long Columns => HasPlaces ? Places(width, kernel.Columns, 1) : 0;

    private long Area => kernel.Rows * kernel.Columns;

    internal Attempt Convolution()
    {
        var (x, w) = (Pixels(images, channels, height, width), Weights(filters, Chance(20) ? 7 : channels));
        var fits = HasPlaces && BiasFits && w.size(1) == channels;
        return new(
            () => nn.functional.conv2d(x, w, bias, stride, padding),
            fits ? Small(channels, images, filters, Rows, Columns) : null,
            ToString());
    }

    internal Attempt TransposedConvolution()
    {
        var (y, w) = (Pixels(images, channels, height, width), Weights(Chance(20) ? 7 : channels, filters));
        var (rows, columns) = IsLegal ? (Grown(height, kernel.Rows, 0), Grown(width, kernel.Columns, 1)) : (0, 0);
        var fits = IsLegal && BiasFits && w.size(0) == channels && outputPadding[0] >= 0 && outputPadding[0] < stride[0]
            && rows > 0 && columns > 0 && height > 0 && width > 0;
        return new(
            () => nn.functional.conv_transpose2d(y, w, bias, stride, padding, outputPadding),
            fits ? Small(channels, images, filters, rows, columns) : null,
            ToString());
    }

    internal Attempt Unfolding()
    {
        var image = Pixels(images, channels, height, width);
        var fits = HasPlaces && Small(1, images, channels, Rows, Columns) is not null;
        return new(
            () => nn.functional.unfold(image, kernel, null, (padding[0], padding[1]), (stride[0], stride[1])),
            fits ? Small(1, images, channels * Area, Rows * Columns) : null,
            ToString());
    }

    internal Attempt Folding()
    {
        var places = Chance(8) ? 3 : Rows * Columns is >= 0 and < 1 << 20 ? Rows * Columns : 0;
        var folded = Pixels(images, Chance(8) ? 5 : channels * Area, places);
        var fits = HasPlaces && places == Rows * Columns && folded.size(1) % Area == 0
            && Small(1, images, channels, Rows, Columns) is not null;
        return new(
            () => nn.functional.fold(folded, (height, width), kernel, null, (padding[0], padding[1]), (stride[0], stride[1])),
            fits ? [images, folded.size(1) / Area, height, width] : null,
            $"{this}, {Draw.Text(folded.shape)}");
    }

    /// <summary>For the message of a failure.</summary>
    public override string ToString() =>
        $"[{images}, {channels}, {height}, {width}], {filters} filters of {kernel}, stride {Draw.Text(stride)}, "
        + $"padding {Draw.Text(padding)}, output_padding {Draw.Text(outputPadding)}, "
        + $"bias {(bias is null ? "null" : Draw.Text(bias.shape))}";

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private long Some(int least) => Chance(10) ? Draw.AnyLength(random) : least + random.Next(3);

    private long Places(long size, long filter, int d) => (long)(((Int128)size + (2 * padding[d]) - filter) / stride[d]) + 1;

    private long Grown(long size, long filter, int d) =>
        (long)Int128.Clamp(((Int128)(size - 1) * stride[d]) - (2 * (Int128)padding[d]) + filter + outputPadding[d], 0, 1L << 40);

    private Tensor Pixels(params long[] shape) => type == int64 ? ones(shape, int64) : ones(shape).requires_grad_();

    private Tensor Weights(long first, long second) => ones([first, second, kernel.Rows, kernel.Columns]).requires_grad_();

    /// <summary>The shape where sizes make a test fast; larger ones must be refused.</summary>
    private long[]? Small(long factor, params long[] shape) =>
        padding.All(p => p < 1000) && shape.All(size => size < 1000) && factor < 1000 ? shape : null;
}
