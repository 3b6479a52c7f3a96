using System.Runtime.InteropServices;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Every element takes the 32 bits of a float, so views, copies and joins need not know the type: a bool is a lane mask (all ones or
        // all zeros), an int64 is an int32, which is enough to index a tensor of at most 2^30 elements.

        /// <summary>Elements of a contiguous int64 tensor.</summary>
        internal Span<int> ContiguousIntegers() => MemoryMarshal.Cast<float, int>(ContiguousSpan());

        /// <summary>Says so before anything else is said about operands of which one was disposed; null stands for one left out.</summary>
        internal static void RequireAlive(string operation, params ReadOnlySpan<Tensor?> operands)
        {
            foreach (var operand in operands)
                operand?.ThrowIfDisposed(operation);
        }

        // The checks stay small enough for the JIT to put them into every operation: building a message lies in methods of its own.

        /// <exception cref="ArgumentException">The tensor is not float32.</exception>
        internal void RequireFloat(string operation)
        {
            ThrowIfDisposed(operation);
            if (ElementType != ScalarType.Float32) throw IsNot(operation, "tensor", ScalarType.Float32);
        }

        /// <exception cref="ArgumentException">One of the tensors is not float32.</exception>
        internal void RequireFloat(string operation, Tensor other)
        {
            ThrowIfDisposed(operation);
            other.ThrowIfDisposed(operation);
            if (ElementType != ScalarType.Float32 || other.ElementType != ScalarType.Float32)
                throw AreOf(operation, other, "; both must be float32, convert them with to(float32).");
        }

        /// <exception cref="ArgumentException">The tensors' types differ.</exception>
        internal void RequireSameType(string operation, Tensor other)
        {
            ThrowIfDisposed(operation);
            other.ThrowIfDisposed(operation);
            if (ElementType != other.ElementType) throw AreOf(operation, other, " must be equal; convert one with to(type).");
        }

        /// <exception cref="ArgumentException">The tensor is of another type.</exception>
        internal void RequireType(string operation, string role, ScalarType type)
        {
            ThrowIfDisposed(operation);
            if (ElementType != type) throw IsNot(operation, role, type);
        }

        private ArgumentException IsNot(string operation, string role, ScalarType type) => new(
            $"{operation}: the {role} is {NameOf(ElementType)}; it must be {NameOf(type)}, convert it with to({NameOf(type)}).");

        private ArgumentException AreOf(string operation, Tensor other, string rule) => new(
            $"{operation}: element types {NameOf(ElementType)} and {NameOf(other.ElementType)}{rule}");

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
            {
                throw new ArgumentException(
                    $"{operation}: a {NameOf(ElementType)} tensor was read as {typeof(T).Name}; use {operation}<{name}>().");
            }
        }
    }
}
