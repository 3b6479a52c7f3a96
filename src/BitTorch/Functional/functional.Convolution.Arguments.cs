using BitTorch.Devices.Cpu.Convolutions;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
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
                $"{operation}: input {Shape.Text(input.Sizes)}, weight {Shape.Text(weight.Sizes)} and bias "
                + $"{(bias is null ? "null" : Shape.Text(bias.Sizes))} do not fit; they must be {rule}.");

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
                var (height, width) = numbers switch
                {
                    null => (least, least),
                    [var both] => (both, both),
                    [var rows, var columns] => (rows, columns),
                    _ => throw new ArgumentException(
                        $"{operation}: {role} {Shape.Text(numbers)} must be one number or two, (rows, columns)."),
                };
                if (Math.Min(height, width) < least)
                    throw new ArgumentException($"{operation}: {role} {Shape.Text(numbers)} must be {least} or more.");
                if (Math.Max(height, width) > int.MaxValue)
                    throw new OverflowException($"{operation}: {role} {Shape.Text(numbers)} must be at most {int.MaxValue}.");
                return new((int)height, (int)width);
            }

            /// <param name="operation">For the error messages.</param>
            /// <param name="sizes">[N, C, H, W].</param>
            /// <param name="filters">F; 0 when there are no weights.</param>
            /// <param name="kernel">Rows and columns of a filter.</param>
            /// <param name="stride">Distance of neighbouring outputs.</param>
            /// <param name="padding">Zeros around the images.</param>
            private static ConvolutionShape ShapeOf(
                string operation, ReadOnlySpan<long> sizes, long filters, ReadOnlySpan<long> kernel, Extent stride, Extent padding)
            {
                var (images, channels, height, width) = (sizes[0], sizes[1], sizes[2], sizes[3]);
                var (rows, columns) = (height + (2L * padding.Height), width + (2L * padding.Width));
                if (kernel[0] < 1 || kernel[1] < 1 || height < 1 || width < 1 || rows < kernel[0] || columns < kernel[1])
                {
                    throw new ArgumentException(
                        $"{operation}: a filter of {Shape.Text(kernel)} does not fit images of [{height}, {width}] "
                        + $"with padding [{padding.Height}, {padding.Width}]; both must have pixels.");
                }

                // Places in padded images must fit 32 bits, with room to round up. A stride beyond the image makes one output all the same.
                if (Math.Max(Math.Max(images, 1), Math.Max(channels, filters)) * (4.0 * rows * columns) > int.MaxValue)
                {
                    throw new OverflowException(
                        $"{operation}: {images} images of {channels} and {filters} channels of [{rows}, {columns}] with padding are "
                        + "too large; at most 2^29 pixels are possible.");
                }

                return new(
                    (int)images,
                    (int)channels,
                    (int)height,
                    (int)width,
                    (int)filters,
                    new((int)kernel[0], (int)kernel[1]),
                    new((int)Math.Min(stride.Height, rows), (int)Math.Min(stride.Width, columns)),
                    padding);
            }
        }
    }
}
