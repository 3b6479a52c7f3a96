using BitTorch.Kernels.Convolution;

namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Cross-correlation of images with filters.</summary>
            /// <remarks>
            /// Every output is one chain of fused multiply-adds from +0 over (channel, row, column) of the filter, zeros of the padding included;
            /// the bias is added last. Gradients of any order are made of this operation, its transpose and the weights' gradient.
            /// </remarks>
            /// <param name="input">Shape [N, C, H, W].</param>
            /// <param name="weight">Shape [F, C, kH, kW].</param>
            /// <param name="bias">Shape [F], or null.</param>
            /// <param name="strides">One number or (rows, columns), at least 1; null for 1.</param>
            /// <param name="padding">Zeros around the images: one number or (rows, columns); null for 0.</param>
            /// <param name="dilation">Only 1.</param>
            /// <param name="groups">Only 1.</param>
            /// <returns>Shape [N, F, (H + 2 padding - kH) / stride + 1, (W + 2 padding - kW) / stride + 1], rounded down.</returns>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            /// <exception cref="NotSupportedException">Dilation or groups other than 1.</exception>
            public static Tensor conv2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                long groups = 1)
            {
                RequireImages(nameof(conv2d), input, weight, bias);
                RequireUndilated(nameof(conv2d), dilation, groups);
                if (input.Sizes[1] != weight.Sizes[1] || (bias is not null && bias.Sizes[0] != weight.Sizes[0]))
                    throw DoNotFit(nameof(conv2d), input, weight, bias, "[N, C, H, W], [F, C, kH, kW] and [F]");
                var shape = ShapeOf(
                    nameof(conv2d), input.Sizes[0], weight.Sizes[1], input.Sizes[2], input.Sizes[3], weight.Sizes[0], weight.Sizes.AsSpan()[2..],
                    Pair(nameof(conv2d), "stride", strides, 1), Pair(nameof(conv2d), "padding", padding, 0));
                return Convolutions.Outputs(shape, input, weight, bias);
            }

            /// <summary>The transpose of <see cref="conv2d"/>: each input number scatters a filter.</summary>
            /// <remarks>
            /// Every tap of an output is one chain of fused multiply-adds over the input's channels; the taps are added to +0 in row-major order,
            /// the bias last.
            /// </remarks>
            /// <param name="input">Shape [N, C, H, W].</param>
            /// <param name="weight">Shape [C, F, kH, kW].</param>
            /// <param name="bias">Shape [F], or null.</param>
            /// <param name="strides">One number or (rows, columns), at least 1; null for 1.</param>
            /// <param name="padding">Rows and columns cut off around the result: one number or two; null for 0.</param>
            /// <param name="output_padding">Rows and columns more at the end, below the stride: one number or two; null for 0.</param>
            /// <param name="dilation">Only 1.</param>
            /// <param name="groups">Only 1.</param>
            /// <returns>Shape [N, F, (H - 1) stride - 2 padding + kH + output_padding, and so for W].</returns>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            /// <exception cref="NotSupportedException">Dilation or groups other than 1.</exception>
            public static Tensor conv_transpose2d(
                Tensor input,
                Tensor weight,
                Tensor? bias = null,
                long[]? strides = null,
                long[]? padding = null,
                long[]? output_padding = null,
                long[]? dilation = null,
                long groups = 1)
            {
                RequireImages(nameof(conv_transpose2d), input, weight, bias);
                RequireUndilated(nameof(conv_transpose2d), dilation, groups);
                if (input.Sizes[1] != weight.Sizes[0] || (bias is not null && bias.Sizes[0] != weight.Sizes[1]))
                    throw DoNotFit(nameof(conv_transpose2d), input, weight, bias, "[N, C, H, W], [C, F, kH, kW] and [F]");
                var stride = Pair(nameof(conv_transpose2d), "stride", strides, 1);
                var cut = Pair(nameof(conv_transpose2d), "padding", padding, 0);
                var more = Pair(nameof(conv_transpose2d), "output_padding", output_padding, 0);
                if (more.Height >= stride.Height || more.Width >= stride.Width)
                    throw new ArgumentException($"conv_transpose2d: output_padding ({more.Height}, {more.Width}) must be below the stride ({stride.Height}, {stride.Width}).");
                var height = ((input.Sizes[2] - 1) * stride.Height) - (2 * cut.Height) + weight.Sizes[2] + more.Height;
                var width = ((input.Sizes[3] - 1) * stride.Width) - (2 * cut.Width) + weight.Sizes[3] + more.Width;
                var shape = ShapeOf(
                    nameof(conv_transpose2d), input.Sizes[0], weight.Sizes[1], height, width, weight.Sizes[0], weight.Sizes.AsSpan()[2..], stride, cut);
                return Convolutions.Inputs(shape, input, weight, bias);
            }

            /// <summary>The columns that a filter sees, one for each place.</summary>
            /// <param name="input">Shape [N, C, H, W].</param>
            /// <param name="kernel_size">Rows and columns of the filter.</param>
            /// <param name="dilation">Only 1.</param>
            /// <param name="padding">Zeros around the images.</param>
            /// <param name="stride">Distance of neighbouring places.</param>
            /// <returns>Shape [N, C kH kW, places], both row-major.</returns>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                ArgumentNullException.ThrowIfNull(input);
                input.RequireFloat(nameof(unfold));
                RequireUndilated(nameof(unfold), Array(dilation), 1);
                if (input.Rank != 4)
                    throw new ArgumentException($"unfold: the input has shape {Shape.Text(input.Sizes)}; it must be [N, C, H, W].", nameof(input));
                var shape = ShapeOf(
                    nameof(unfold), input.Sizes[0], input.Sizes[1], input.Sizes[2], input.Sizes[3], 0, [kernel_size.Item1, kernel_size.Item2],
                    Pair(nameof(unfold), "stride", Array(stride), 1), Pair(nameof(unfold), "padding", Array(padding), 0));
                return Convolutions.Unfolded(shape, input);
            }

            /// <summary>The columns that a square filter sees, one for each place.</summary>
            /// <inheritdoc cref="unfold(Tensor, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?)"/>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>The transpose of <see cref="unfold(Tensor, long, long, long, long)"/>: adds the columns up where they came from.</summary>
            /// <remarks>A pixel's terms are added to +0 in row-major order of their place in the filter.</remarks>
            /// <param name="input">Shape [N, C kH kW, places].</param>
            /// <param name="output_size">Rows and columns of the images.</param>
            /// <param name="kernel_size">Rows and columns of the filter.</param>
            /// <param name="dilation">Only 1.</param>
            /// <param name="padding">Zeros around the images.</param>
            /// <param name="stride">Distance of neighbouring places.</param>
            /// <returns>Shape [N, C, H, W].</returns>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            public static Tensor fold(
                Tensor input,
                (long, long) output_size,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null)
            {
                ArgumentNullException.ThrowIfNull(input);
                input.RequireFloat(nameof(fold));
                RequireUndilated(nameof(fold), Array(dilation), 1);
                var area = kernel_size.Item1 * kernel_size.Item2;
                if (input.Rank != 3 || area < 1 || input.Sizes[1] % area != 0)
                    throw new ArgumentException($"fold: the input has shape {Shape.Text(input.Sizes)}; it must be [N, C kH kW, places] for a filter of {kernel_size}.", nameof(input));
                var shape = ShapeOf(
                    nameof(fold), input.Sizes[0], input.Sizes[1] / area, output_size.Item1, output_size.Item2, 0, [kernel_size.Item1, kernel_size.Item2],
                    Pair(nameof(fold), "stride", Array(stride), 1), Pair(nameof(fold), "padding", Array(padding), 0));
                if (shape.Positions != input.Sizes[2])
                    throw new ArgumentException($"fold: the input has shape {Shape.Text(input.Sizes)}; images of {output_size} have {shape.Positions} places for this filter.", nameof(input));
                return Convolutions.Folded(shape, input);
            }

            /// <summary>The transpose of <see cref="unfold(Tensor, long, long, long, long)"/> for square images and filters.</summary>
            /// <inheritdoc cref="fold(Tensor, ValueTuple{long, long}, ValueTuple{long, long}, ValueTuple{long, long}?, ValueTuple{long, long}?, ValueTuple{long, long}?)"/>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            private static void RequireImages(string operation, Tensor input, Tensor weight, Tensor? bias)
            {
                ArgumentNullException.ThrowIfNull(input);
                ArgumentNullException.ThrowIfNull(weight);
                Tensor.RequireAlive(operation, input, weight, bias);
                input.RequireFloat(operation, weight);
                bias?.RequireFloat(operation);
                if (input.Rank != 4 || weight.Rank != 4 || bias is { Rank: not 1 })
                    throw DoNotFit(operation, input, weight, bias, "4-, 4- and 1-dimensional");
            }

            private static ArgumentException DoNotFit(string operation, Tensor input, Tensor weight, Tensor? bias, string rule) => new(
                $"{operation}: input {Shape.Text(input.Sizes)}, weight {Shape.Text(weight.Sizes)} and bias {(bias is null ? "null" : Shape.Text(bias.Sizes))} do not fit; they must be {rule}.");

            private static void RequireUndilated(string operation, long[]? dilation, long groups)
            {
                if (dilation is not null && System.Array.Exists(dilation, static d => d != 1))
                    throw new NotSupportedException($"{operation}: dilation {Shape.Text(dilation)} was asked for; BitTorch has 1 only.");
                if (groups != 1)
                    throw new NotSupportedException($"{operation}: {groups} groups were asked for; BitTorch has 1 only.");
            }

            private static long[]? Array((long, long)? pair) => pair is var (height, width) ? [height, width] : null;

            private static Extent Pair(string operation, string role, long[]? numbers, int least)
            {
                var pair = numbers switch
                {
                    null => new Extent(least, least),
                    [var both] => new Extent(checked((int)both), checked((int)both)),
                    [var height, var width] => new Extent(checked((int)height), checked((int)width)),
                    _ => throw new ArgumentException($"{operation}: {role} {Shape.Text(numbers)} must be one number or two, (rows, columns)."),
                };
                return pair.Height >= least && pair.Width >= least
                    ? pair
                    : throw new ArgumentException($"{operation}: {role} {Shape.Text(numbers)} must be {least} or more.");
            }

            private static ConvolutionShape ShapeOf(
                string operation, long images, long channels, long height, long width, long filters, ReadOnlySpan<long> kernel, Extent stride, Extent padding)
            {
                var (rows, columns) = (height + (2L * padding.Height), width + (2L * padding.Width));
                if (kernel[0] < 1 || kernel[1] < 1 || height < 1 || width < 1 || rows < kernel[0] || columns < kernel[1])
                {
                    throw new ArgumentException(
                        $"{operation}: a filter of {Shape.Text(kernel)} does not fit images of [{height}, {width}] with padding [{padding.Height}, {padding.Width}]; both must have pixels.");
                }

                // Places in padded images must fit 32 bits, with room to round up. A stride beyond the image makes one output all the same.
                var area = Math.Max(images, Math.Max(channels, filters)) * (4.0 * rows * columns);
                if (area > int.MaxValue)
                    throw new OverflowException($"{operation}: {images} images of {channels} and {filters} channels of [{rows}, {columns}] with padding are too large; at most 2^29 pixels are possible.");
                return new(
                    (int)images, (int)channels, (int)height, (int)width, (int)filters, new((int)kernel[0], (int)kernel[1]),
                    new((int)Math.Min(stride.Height, rows), (int)Math.Min(stride.Width, columns)), padding);
            }
        }
    }
}
