using System.Runtime.InteropServices;
using BitTorch.Kernels;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Every element takes the 32 bits of a float, so views, copies and joins need not know the type: a bool is a lane mask (all ones or
        // all zeros), an int64 is an int32, which is enough to index a tensor of at most 2^30 elements.

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

        /// <summary>Elements of a contiguous int64 tensor.</summary>
        internal Span<int> ContiguousIntegers() => MemoryMarshal.Cast<float, int>(ContiguousSpan());

        /// <summary>Says so before anything else is said about operands of which one was disposed; null stands for one left out.</summary>
        internal static void RequireAlive(string operation, params ReadOnlySpan<Tensor?> operands)
        {
            foreach (var operand in operands)
                operand?.ThrowIfDisposed(operation);
        }

        /// <exception cref="ArgumentException">The tensor is not float32.</exception>
        internal void RequireFloat(string operation)
        {
            ThrowIfDisposed(operation);
            if (ElementType != ScalarType.Float32)
                throw new ArgumentException($"{operation}: the tensor is {NameOf(ElementType)}; it must be float32, convert it with to(float32).");
        }

        /// <exception cref="ArgumentException">One of the tensors is not float32.</exception>
        internal void RequireFloat(string operation, Tensor other)
        {
            ThrowIfDisposed(operation);
            other.ThrowIfDisposed(operation);
            if (ElementType != ScalarType.Float32 || other.ElementType != ScalarType.Float32)
            {
                throw new ArgumentException(
                    $"{operation}: element types {NameOf(ElementType)} and {NameOf(other.ElementType)}; both must be float32, convert them with to(float32).");
            }
        }

        /// <exception cref="ArgumentException">The tensors' types differ.</exception>
        internal void RequireSameType(string operation, Tensor other)
        {
            ThrowIfDisposed(operation);
            other.ThrowIfDisposed(operation);
            if (ElementType != other.ElementType)
                throw new ArgumentException($"{operation}: element types {NameOf(ElementType)} and {NameOf(other.ElementType)} must be equal; convert one with to(type).");
        }

        /// <exception cref="ArgumentException">The tensor is of another type.</exception>
        internal void RequireType(string operation, string role, ScalarType type)
        {
            ThrowIfDisposed(operation);
            if (ElementType != type)
                throw new ArgumentException($"{operation}: the {role} is {NameOf(ElementType)}; it must be {NameOf(type)}, convert it with to({NameOf(type)}).");
        }

        private static string NameOf(ScalarType type) => type switch
        {
            ScalarType.Float32 => "float32",
            ScalarType.Int64 => "int64",
            _ => "bool",
        };

        private void RequireReadableAs<T>(string operation)
        {
            var (name, type) = ElementType switch
            {
                ScalarType.Float32 => ("float", typeof(float)),
                ScalarType.Int64 => ("long", typeof(long)),
                _ => ("bool", typeof(bool)),
            };
            if (typeof(T) != type)
                throw new ArgumentException($"{operation}: a {NameOf(ElementType)} tensor was read as {typeof(T).Name}; use {operation}<{name}>().");
        }

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
                case (ScalarType.Float32, ScalarType.Bool): Elementwise.Unary(default(IsNotZero), source, destination); break;
                case (ScalarType.Int64, ScalarType.Bool): Elementwise.Unary(default(IsNotZeroBits), source, destination); break;
                case (ScalarType.Bool, ScalarType.Float32): Elementwise.Unary(new BitsWhere(BitConverter.SingleToInt32Bits(1)), source, destination); break;
                case (ScalarType.Bool, ScalarType.Int64): Elementwise.Unary(new BitsWhere(1), source, destination); break;
                case (ScalarType.Int64, ScalarType.Float32): Elementwise.Unary(default(IntegerToFloat), source, destination); break;
                default: Truncate(operation, source, result.ContiguousIntegers()); break;
            }

            return result;
        }

        private static void Truncate(string operation, ReadOnlySpan<float> source, Span<int> destination)
        {
            for (var i = 0; i < source.Length; i++)
            {
                if (!(source[i] > -2147483904f && source[i] < 2147483648f))
                    throw new OverflowException($"{operation}: element {i} is {source[i]}; an int64 of this engine lies between -2^31 and 2^31 - 1.");
                destination[i] = (int)source[i];
            }
        }
    }
}
