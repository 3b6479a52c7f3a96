using BitTorch.Functional;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The columns that a filter sees, one for each place.</summary>
            /// <param name="input">Shape [N, C, H, W].</param>
            /// <param name="kernel_size">Rows and columns of the filter.</param>
            /// <param name="dilation">Only 1.</param>
            /// <param name="padding">Zeros around the images.</param>
            /// <param name="stride">Distance of neighbouring places.</param>
            /// <returns>Shape [N, C kH kW, places], both row-major.</returns>
            /// <exception cref="ArgumentException">The shapes do not fit.</exception>
            public static Tensor unfold(
                Tensor input,
                (long, long) kernel_size,
                (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null)
            {
                ArgumentNullException.ThrowIfNull(input);
                input.RequireFloat(nameof(unfold));
                RequireUndilated(nameof(unfold), Array(dilation), 1);
                if (input.Rank != 4)
                {
                    throw new ArgumentException(
                        $"unfold: the input has shape {Shape.Text(input.Sizes)}; it must be [N, C, H, W].", nameof(input));
                }

                var shape = ShapeOf(
                    nameof(unfold),
                    input.Sizes,
                    0,
                    [kernel_size.Item1, kernel_size.Item2],
                    Pair(nameof(unfold), "stride", Array(stride), 1),
                    Pair(nameof(unfold), "padding", Array(padding), 0));
                return RecordedConvolution.Unfolded(shape, input);
            }

            /// <summary>The transpose of <see cref="unfold"/>: adds the columns up where they came from.</summary>
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
                {
                    throw new ArgumentException(
                        $"fold: the input has shape {Shape.Text(input.Sizes)}; it must be [N, C kH kW, places] "
                        + $"for a filter of {kernel_size}.",
                        nameof(input));
                }

                var shape = ShapeOf(
                    nameof(fold),
                    [input.Sizes[0], input.Sizes[1] / area, output_size.Item1, output_size.Item2],
                    0,
                    [kernel_size.Item1, kernel_size.Item2],
                    Pair(nameof(fold), "stride", Array(stride), 1),
                    Pair(nameof(fold), "padding", Array(padding), 0));
                if (shape.Positions != input.Sizes[2])
                {
                    throw new ArgumentException(
                        $"fold: the input has shape {Shape.Text(input.Sizes)}; images of {output_size} have "
                        + $"{shape.Positions} places for this filter.",
                        nameof(input));
                }

                return RecordedConvolution.Folded(shape, input);
            }
        }
    }
}
