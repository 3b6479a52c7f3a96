using BitTorch.Functional;

namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Cross-correlation of images with filters.</summary>
            /// <remarks>
            /// Every output is one chain of fused multiply-adds from +0 over (channel, row, column) of the filter, zeros of the padding
            /// included; the bias is added last. Gradients of any order are made of this operation, its transpose and the weights'
            /// gradient.
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
                    nameof(conv2d),
                    input.Sizes,
                    weight.Sizes[0],
                    weight.Sizes.AsSpan()[2..],
                    Pair(nameof(conv2d), "stride", strides, 1),
                    Pair(nameof(conv2d), "padding", padding, 0));
                return RecordedConvolution.Outputs(shape, input, weight, bias);
            }

            /// <summary>The transpose of <see cref="conv2d"/>: each input number scatters a filter.</summary>
            /// <remarks>
            /// Every tap of an output is one chain of fused multiply-adds over the input's channels; the taps are added to +0 in row-major
            /// order, the bias last.
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
                {
                    throw new ArgumentException(
                        $"conv_transpose2d: output_padding ({more.Height}, {more.Width}) must be below the stride "
                        + $"({stride.Height}, {stride.Width}).");
                }

                var height = ((input.Sizes[2] - 1) * stride.Height) - (2L * cut.Height) + weight.Sizes[2] + more.Height;
                var width = ((input.Sizes[3] - 1) * stride.Width) - (2L * cut.Width) + weight.Sizes[3] + more.Width;
                long[] images = [input.Sizes[0], weight.Sizes[1], height, width];
                var shape = ShapeOf(nameof(conv_transpose2d), images, weight.Sizes[0], weight.Sizes.AsSpan()[2..], stride, cut);
                return RecordedConvolution.Inputs(shape, input, weight, bias);
            }
        }
    }
}
