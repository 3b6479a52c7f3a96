using BitTorch.Autograd;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Slices of one dimension, in the order of the indices; an index may come more than once.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="index">An int64 tensor of shape [n]; each element at least 0 and below the dimension's size.</param>
        /// <exception cref="ArgumentException">The index is no such tensor.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index leaves the dimension.</exception>
        public Tensor index_select(long dim, Tensor index)
        {
            ArgumentNullException.ThrowIfNull(index);
            RequireAlive(nameof(index_select), this, index);
            var line = new Line(nameof(index_select), this, dim);
            using var places = index.Places(nameof(index_select), line.Count, rank: 1);
            using var own = RowMajor(nameof(index_select));
            var result = Empty(line.WithCount(index.Count), ElementType);
            var source = own.ContiguousSpan();
            var destination = result.ContiguousSpan();
            var indices = places.ContiguousIntegers();
            for (var outer = 0; outer < line.Outer; outer++)
            {
                for (var i = 0; i < indices.Length; i++)
                {
                    var from = ((outer * line.Count) + indices[i]) * line.Inner;
                    source.Slice(from, line.Inner).CopyTo(destination[(((outer * indices.Length) + i) * line.Inner)..]);
                }
            }

            return Operation.RecordSaving(
                result,
                this,
                Saved.Of(nameof(index_select), index).With((dim, Sizes)),
                static (saved, gradient, _) => zeros(saved.Other.Sizes).index_add(saved.Other.dim, saved.Tensors.Value, gradient, 1));
        }

        /// <summary>This plus alpha times slices of a source, each at its index of one dimension.</summary>
        /// <remarks>
        /// An index that comes more than once gets its slices in ascending order of their position, each with one fused rounding.
        /// </remarks>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="index">An int64 tensor of shape [n].</param>
        /// <param name="source">This shape, but n at the dimension.</param>
        /// <param name="alpha">Weight of the source.</param>
        /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index leaves the dimension.</exception>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            ArgumentNullException.ThrowIfNull(index);
            ArgumentNullException.ThrowIfNull(source);
            ArgumentNullException.ThrowIfNull(alpha);
            RequireAlive(nameof(index_add), this, index, source);
            RequireFloat(nameof(index_add), source);
            var line = new Line(nameof(index_add), this, dim);
            using var places = index.Places(nameof(index_add), line.Count, rank: 1);
            source.RequireShape(nameof(index_add), "source", line.WithCount(index.Count));
            var result = Copy(nameof(index_add));
            using var added = source.RowMajor(nameof(index_add));
            var from = added.ContiguousSpan();
            var to = result.ContiguousSpan();
            var indices = places.ContiguousIntegers();
            var weight = alpha.Single;
            for (var outer = 0; outer < line.Outer; outer++)
            {
                for (var i = 0; i < indices.Length; i++)
                {
                    var terms = from.Slice(((outer * indices.Length) + i) * line.Inner, line.Inner);
                    var sums = to.Slice(((outer * line.Count) + indices[i]) * line.Inner, line.Inner);
                    for (var j = 0; j < sums.Length; j++)
                        sums[j] = MathF.FusedMultiplyAdd(weight, terms[j], sums[j]);
                }
            }

            return Operation.RecordSaving(
                result,
                this,
                source,
                Saved.Of(nameof(index_add), index).With((dim, alpha)),
                static (saved, gradient, input) => input == 0
                    ? gradient
                    : gradient.index_select(saved.Other.dim, saved.Tensors.Value).mul(saved.Other.alpha));
        }

        /// <summary>One element of a line for each index: result[i, j, k] = this[i, index[i, j, k], k] for dim 1.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="index">An int64 tensor of this shape, but with any size at the dimension.</param>
        /// <returns>The shape of the index.</returns>
        /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index leaves the dimension.</exception>
        public Tensor gather(long dim, Tensor index)
        {
            ArgumentNullException.ThrowIfNull(index);
            RequireAlive(nameof(gather), this, index);
            var (line, lineOfIndex) = Lines(nameof(gather), dim, index);
            using var places = index.Places(nameof(gather), line.Count, Rank);
            using var own = RowMajor(nameof(gather));
            var result = Empty(index.Sizes, ElementType);
            var source = own.ContiguousSpan();
            var destination = result.ContiguousSpan();
            var indices = places.ContiguousIntegers();
            for (var i = 0; i < indices.Length; i++)
                destination[i] = source[Target(line, lineOfIndex, i, indices[i])];
            return Operation.RecordSaving(
                result,
                this,
                Saved.Of(nameof(gather), index).With((dim, Sizes)),
                static (saved, gradient, _) => zeros(saved.Other.Sizes).scatter_add(saved.Other.dim, saved.Tensors.Value, gradient));
        }

        /// <summary>
        /// This plus elements of a source, each at its index of a line: result[i, index[i, j, k], k] += src[i, j, k] for dim 1.
        /// </summary>
        /// <remarks>Elements are added in the source's row-major order.</remarks>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="index">An int64 tensor of this shape, but with any size at the dimension.</param>
        /// <param name="src">The shape of the index.</param>
        /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An index leaves the dimension.</exception>
        public Tensor scatter_add(long dim, Tensor index, Tensor src)
        {
            ArgumentNullException.ThrowIfNull(index);
            ArgumentNullException.ThrowIfNull(src);
            RequireAlive(nameof(scatter_add), this, index, src);
            RequireFloat(nameof(scatter_add), src);
            var (line, lineOfIndex) = Lines(nameof(scatter_add), dim, index);
            using var places = index.Places(nameof(scatter_add), line.Count, Rank);
            src.RequireShape(nameof(scatter_add), "source", index.Sizes);
            var result = Copy(nameof(scatter_add));
            using var added = src.RowMajor(nameof(scatter_add));
            var from = added.ContiguousSpan();
            var to = result.ContiguousSpan();
            var indices = places.ContiguousIntegers();
            for (var i = 0; i < indices.Length; i++)
                to[Target(line, lineOfIndex, i, indices[i])] += from[i];
            return Operation.RecordSaving(
                result,
                this,
                src,
                Saved.Of(nameof(scatter_add), index).With(dim),
                static (saved, gradient, input) => input == 0 ? gradient : gradient.gather(saved.Other, saved.Tensors.Value));
        }

        /// <exception cref="ArgumentException">The shape is another.</exception>
        internal void RequireShape(string operation, string role, ReadOnlySpan<long> sizes)
        {
            if (!Sizes.AsSpan().SequenceEqual(sizes))
                throw new ArgumentException($"{operation}: the {role} has shape {Shape.Text(Sizes)}; it must be {Shape.Text(sizes)}.");
        }

        /// <summary>Where element <paramref name="element"/> of an index tensor points to in the tensor that it indexes.</summary>
        private static int Target(Line line, Line lineOfIndex, int element, int place)
        {
            var outer = element / (lineOfIndex.Count * lineOfIndex.Inner);
            return (((outer * line.Count) + place) * line.Inner) + (element % lineOfIndex.Inner);
        }

        private (Line Own, Line OfIndex) Lines(string operation, long dim, Tensor index)
        {
            var line = new Line(operation, this, dim);
            if (index.Rank != Rank || !line.WithCount(index.Sizes[line.Dimension]).AsSpan().SequenceEqual(index.Sizes))
            {
                throw new ArgumentException(
                    $"{operation}: the index has shape {Shape.Text(index.Sizes)}; it must be that of the tensor, "
                    + $"{Shape.Text(Sizes)}, but for dimension {dim}.");
            }

            return (line, new Line(index.Sizes, line.Dimension));
        }

        /// <summary>This as a contiguous index tensor whose elements were checked.</summary>
        private Tensor Places(string operation, int limit, int rank)
        {
            ThrowIfDisposed(operation);
            RequireType(operation, "index", ScalarType.Int64);
            if (Rank != rank)
                throw new ArgumentException($"{operation}: the index has shape {Shape.Text(Sizes)}; it must have {rank} dimension(s).");
            var own = RowMajor(operation);
            var indices = own.ContiguousIntegers();
            for (var i = 0; i < indices.Length; i++)
            {
                if ((uint)indices[i] < (uint)limit) continue;
                var found = indices[i];
                own.Dispose();
                throw new ArgumentOutOfRangeException(
                    null,
                    found,
                    $"{operation}: element {i} of the index leaves a dimension of size {limit}; "
                    + $"{(limit == 0 ? "nothing can be chosen from it" : $"use 0 to {limit - 1}")}.");
            }

            return own;
        }
    }
}
