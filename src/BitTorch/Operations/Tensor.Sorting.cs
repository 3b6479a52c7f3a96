using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        // Order of numbers: +0 and -0 are equal and NaN is larger than everything else. Equal ones stay in the order of their positions.

        /// <summary>The largest element, shape []; NaN if there is one. Equal ones share the gradient.</summary>
        public Tensor max() => Largest(nameof(max), []);

        /// <summary>Largest elements along one dimension, and where they are; the gradient goes there.</summary>
        /// <remarks>The first of equal ones; NaN counts as largest.</remarks>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        /// <returns>Values and int64 positions.</returns>
        /// <exception cref="ArgumentException">The dimension has no elements.</exception>
        public (Tensor, Tensor) max(long dim, bool keepdim = false) => At(FirstInOrder(nameof(max), dim, descending: true), dim, keepdim);

        /// <summary>Smallest elements along one dimension, and where they are; the gradient goes there.</summary>
        /// <remarks>The first of equal ones; NaN counts as smallest.</remarks>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        /// <returns>Values and int64 positions.</returns>
        /// <exception cref="ArgumentException">The dimension has no elements.</exception>
        public (Tensor, Tensor) min(long dim, bool keepdim = false) => At(FirstInOrder(nameof(min), dim, descending: false), dim, keepdim);

        /// <summary>Elements in order along one dimension, and where each was; NaN counts as largest.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="descending">Whether the largest comes first.</param>
        /// <param name="stable">Without effect: equal elements always stay in order.</param>
        /// <returns>Values and int64 positions.</returns>
        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            var order = Order(nameof(sort), dim, descending);
            return (gather(dim, order), order);
        }

        /// <summary>
        /// Positions that put the elements in order along one dimension; NaN counts as largest, equal elements stay in order.
        /// </summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="descending">Whether the largest comes first.</param>
        /// <returns>int64, this shape.</returns>
        public Tensor argsort(long dim = -1, bool descending = false) => Order(nameof(argsort), dim, descending);

        private Tensor Order(string operation, long dim, bool descending)
        {
            RequireFloat(operation);
            var line = new Line(operation, this, dim);
            using var own = RowMajor(operation);
            var result = Empty(Sizes, ScalarType.Int64);
            var source = own.ContiguousSpan();
            var destination = result.ContiguousIntegers();
            var keys = new ulong[line.Count];
            for (var i = 0; i < line.Outer * line.Inner; i++)
            {
                var start = line.Start(i);
                for (var k = 0; k < keys.Length; k++)
                    keys[k] = ((ulong)Rank32(source[start + (k * line.Inner)], descending) << 32) | (uint)k;
                Array.Sort(keys);
                for (var k = 0; k < keys.Length; k++)
                    destination[start + (k * line.Inner)] = (int)(uint)keys[k];
            }

            return result;
        }

        /// <summary>A number whose order is that of the floats, or the opposite.</summary>
        private static uint Rank32(float value, bool descending)
        {
            // Both zeros are +0, and every NaN is the one above infinity: its sign bit would make it smallest.
            var bits = float.IsNaN(value) ? 0x7FC00000u : BitConverter.SingleToUInt32Bits(value == 0 ? 0f : value);
            var ascending = (int)bits < 0 ? ~bits : bits | 0x80000000u;
            return descending ? ~ascending : ascending;
        }

        /// <summary>Positions of the extreme elements along one dimension, which stays with size 1.</summary>
        private Tensor FirstInOrder(string operation, long dim, bool descending)
        {
            RequireFloat(operation);
            var line = new Line(operation, this, dim);
            if (line.Count == 0)
            {
                throw new ArgumentException(
                    $"{operation}: dimension {dim} of shape {Shape.Text(Sizes)} has no elements, so none is the extreme one.");
            }

            using var own = RowMajor(operation);
            var result = Empty(line.WithCount(1), ScalarType.Int64);
            var source = own.ContiguousSpan();
            var destination = result.ContiguousIntegers();
            for (var i = 0; i < destination.Length; i++)
            {
                var (start, best) = (line.Start(i), 0);
                var chosen = source[start];
                for (var k = 1; k < line.Count && !float.IsNaN(chosen); k++)
                {
                    var value = source[start + (k * line.Inner)];
                    if (float.IsNaN(value) || (descending ? value > chosen : value < chosen)) (chosen, best) = (value, k);
                }

                destination[i] = best;
            }

            return result;
        }

        private (Tensor, Tensor) At(Tensor places, long dim, bool keepdim)
        {
            var values = gather(dim, places);
            return keepdim ? (values, places) : (values.squeeze(dim), places.squeeze(dim));
        }
    }
}
