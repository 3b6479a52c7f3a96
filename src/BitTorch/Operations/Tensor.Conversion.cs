using BitTorch.Devices.Cpu.Elementwise;
using static BitTorch.Devices.Cpu.Elementwise.Masks;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The elements as another type: this tensor when it has the type already, else a copy without a gradient path.</summary>
        /// <remarks>
        /// To bool: not zero (NaN is true). To int64: rounded towards zero. To float32: 1 and 0 for true and false, the nearest float for
        /// whole numbers.
        /// </remarks>
        /// <param name="type">The type wanted.</param>
        /// <param name="copy">Whether to copy even if nothing changes.</param>
        /// <param name="disposeAfter">Whether to dispose this tensor; not when it is returned itself.</param>
        /// <param name="non_blocking">Without effect.</param>
        /// <exception cref="OverflowException">A number is NaN or does not fit int64, of which this engine keeps 32 bits.</exception>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(nameof(to), type, copy, disposeAfter);

        private Tensor To(string operation, ScalarType type, bool copy, bool disposeAfter)
        {
            ThrowIfDisposed(operation);
            if (type == ElementType && !copy) return this;
            var result = type == ElementType ? clone() : Converted(operation, type);
            if (disposeAfter) Dispose();
            return result;
        }

        private Tensor Converted(string operation, ScalarType type)
        {
            if (type is not (ScalarType.Float32 or ScalarType.Int64 or ScalarType.Bool))
                throw new NotSupportedException($"{operation}: BitTorch has no element type {type}; use float32, int64 or bool.");
            using var own = RowMajor(operation);
            var result = Empty(Sizes, type);
            var source = own.ContiguousSpan();
            var destination = result.ContiguousSpan();
            switch (ElementType, type)
            {
                case (ScalarType.Float32, ScalarType.Bool):
                    ElementwiseKernel.Unary(default(IsNotZero), source, destination);
                    break;
                case (ScalarType.Int64, ScalarType.Bool):
                    ElementwiseKernel.Unary(default(IsNotZeroBits), source, destination);
                    break;
                case (ScalarType.Bool, ScalarType.Float32):
                    ElementwiseKernel.Unary(new BitsWhere(BitConverter.SingleToInt32Bits(1)), source, destination);
                    break;
                case (ScalarType.Bool, ScalarType.Int64):
                    ElementwiseKernel.Unary(new BitsWhere(1), source, destination);
                    break;
                case (ScalarType.Int64, ScalarType.Float32):
                    ElementwiseKernel.Unary(default(IntegerToFloat), source, destination);
                    break;
                default:
                    Truncate(operation, source, result.ContiguousIntegers());
                    break;
            }

            return result;
        }

        private static void Truncate(string operation, ReadOnlySpan<float> source, Span<int> destination)
        {
            for (var i = 0; i < source.Length; i++)
            {
                // The floats next to the limits on the outside, and written so that NaN is refused too.
                if (!(source[i] > -2147483904f && source[i] < 2147483648f))
                {
                    throw new OverflowException(
                        $"{operation}: element {i} is {source[i]}; an int64 of this engine lies between -2^31 and 2^31 - 1.");
                }

                destination[i] = (int)source[i];
            }
        }
    }
}
