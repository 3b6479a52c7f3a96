using BitTorch.Autograd;
using BitTorch.Operations;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The same numbers without a gradient path; shares the memory.</summary>
        public Tensor detach() => View(nameof(detach), Sizes, Strides);

        /// <summary>A contiguous copy.</summary>
        public Tensor clone() => Operation.Record(Copy(nameof(clone)), this, static (gradient, _) => gradient);

        /// <summary>This tensor when its elements lie in row-major order without gaps, else a copy that does.</summary>
        public Tensor contiguous() => Alive().IsContiguous ? this : clone();

        /// <summary>The same elements in row-major order under another shape: a view where the layout allows it, else a copy.</summary>
        /// <param name="shape">New shape; one size may be -1 and is worked out.</param>
        /// <exception cref="ArgumentException">The counts differ.</exception>
        public Tensor reshape(params long[] shape)
        {
            ThrowIfDisposed();
            ArgumentNullException.ThrowIfNull(shape);
            var sizes = ResolveShape(nameof(reshape), shape);
            var strides = ViewStrides(sizes);
            return strides is null ? contiguous().Reshaped(sizes, Shape.ContiguousStrides(sizes)) : Reshaped(sizes, strides);
        }

        /// <summary>The same memory under another shape.</summary>
        /// <param name="shape">New shape; one size may be -1 and is worked out.</param>
        /// <exception cref="ArgumentException">The counts differ, or the layout does not allow a view: use reshape.</exception>
        public Tensor view(params long[] shape)
        {
            ThrowIfDisposed();
            ArgumentNullException.ThrowIfNull(shape);
            var sizes = ResolveShape(nameof(view), shape);
            return Reshaped(sizes, ViewStrides(sizes) ?? throw new ArgumentException(
                $"view: shape {Shape.Text(Sizes)} with strides {Shape.Text(Strides)} cannot be seen as {Shape.Text(sizes)} "
                + "without a copy; use reshape.",
                nameof(shape)));
        }

        /// <summary>Merges neighbouring dimensions into one.</summary>
        /// <param name="start_dim">First of them; negative counts from the end.</param>
        /// <param name="end_dim">Last of them; negative counts from the end.</param>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            ThrowIfDisposed();
            if (Rank == 0) return reshape(1);
            var first = Shape.Dimension(nameof(flatten), start_dim, Rank);
            var last = Shape.Dimension(nameof(flatten), end_dim, Rank);
            if (last < first)
            {
                throw new ArgumentException(
                    $"flatten: start_dim {start_dim} lies behind end_dim {end_dim} in shape {Shape.Text(Sizes)}.", nameof(end_dim));
            }

            return first == last
                ? this
                : reshape([.. Sizes[..first], Shape.ElementCount(Sizes.AsSpan(first..(last + 1))), .. Sizes[(last + 1)..]]);
        }

        /// <summary>Inserts a dimension of size 1; a view.</summary>
        /// <param name="dim">Where, 0 to ndim; negative counts from the end of the result.</param>
        public Tensor unsqueeze(long dim)
        {
            ThrowIfDisposed();
            var d = Shape.Dimension(nameof(unsqueeze), dim, Rank + 1);
            return Reshaped([.. Sizes[..d], 1, .. Sizes[d..]], [.. Strides[..d], 1, .. Strides[d..]]);
        }

        /// <summary>Removes dimensions of size 1; a view.</summary>
        /// <param name="dim">Which one (kept when its size is not 1), or null for all.</param>
        public Tensor squeeze(long? dim = null)
        {
            ThrowIfDisposed();
            var only = dim is null ? -1 : Shape.Dimension(nameof(squeeze), dim.Value, Rank);
            var kept = 0;
            for (var d = 0; d < Rank; d++)
                if (IsKept(d)) kept++;
            Span<long> sizes = stackalloc long[kept];
            Span<long> strides = stackalloc long[kept];
            for (var (d, next) = (0, 0); d < Rank; d++)
                if (IsKept(d)) (sizes[next], strides[next++]) = (Sizes[d], Strides[d]);
            return Reshaped(Shape.Shared(sizes), Shape.Shared(strides));

            bool IsKept(int d) => Sizes[d] != 1 || (dim is not null && d != only);
        }

        /// <summary>Swaps two dimensions; a view.</summary>
        /// <param name="dim0">One; negative counts from the end.</param>
        /// <param name="dim1">The other; negative counts from the end.</param>
        public Tensor transpose(long dim0, long dim1)
        {
            ThrowIfDisposed();
            var (a, b) = (Shape.Dimension(nameof(transpose), dim0, Rank), Shape.Dimension(nameof(transpose), dim1, Rank));
            return Operation.Record(
                View(nameof(transpose), Exchanged(Sizes, a, b), Exchanged(Strides, a, b)),
                this,
                (a, b),
                static (dimensions, gradient, _) => gradient.transpose(dimensions.a, dimensions.b));

            static long[] Exchanged(ReadOnlySpan<long> values, int a, int b)
            {
                Span<long> exchanged = stackalloc long[values.Length];
                values.CopyTo(exchanged);
                (exchanged[a], exchanged[b]) = (values[b], values[a]);
                return Shape.Shared(exchanged);
            }
        }

        /// <summary>Reorders the dimensions; a view.</summary>
        /// <param name="permutation">For each dimension of the result, which one of this tensor it is.</param>
        /// <exception cref="ArgumentException">Not each dimension appears once.</exception>
        public Tensor permute(params long[] permutation)
        {
            ThrowIfDisposed();
            ArgumentNullException.ThrowIfNull(permutation);
            var order = permutation.Select(d => Shape.Dimension(nameof(permute), d, Rank)).ToArray();
            if (order.Length != Rank || order.Distinct().Count() != Rank)
            {
                throw new ArgumentException(
                    $"permute: {Shape.Text(permutation)} must name each of the {Rank} dimensions of {Shape.Text(Sizes)} once.",
                    nameof(permutation));
            }

            var inverse = new long[Rank];
            for (var d = 0; d < Rank; d++)
                inverse[order[d]] = d;
            return Operation.Record(
                View(nameof(permute), [.. order.Select(d => Sizes[d])], [.. order.Select(d => Strides[d])]),
                this,
                (gradient, _) => gradient.permute(inverse));
        }

        /// <summary>Repeats dimensions of size 1 without copying; a view in which elements share memory.</summary>
        /// <param name="sizes">New shape, which may have more dimensions in front; -1 keeps a size.</param>
        /// <exception cref="ArgumentException">A size other than 1 would change.</exception>
        public Tensor expand(params long[] sizes)
        {
            ThrowIfDisposed();
            ArgumentNullException.ThrowIfNull(sizes);
            var extra = sizes.Length - Rank;
            if (extra < 0) throw CannotExpand(sizes);
            Span<long> target = stackalloc long[sizes.Length];
            Span<long> strides = stackalloc long[sizes.Length];
            sizes.CopyTo(target);
            for (var d = 0; d < target.Length; d++)
            {
                var own = d < extra ? 1 : Sizes[d - extra];
                if (target[d] == -1 && d >= extra) target[d] = own;
                if (target[d] < 0 || (own != 1 && own != target[d])) throw CannotExpand(sizes);
                strides[d] = own == 1 && target[d] != 1 ? 0 : d < extra ? 1 : Strides[d - extra];
            }

            var seen = View(nameof(expand), Shape.Shared(target), Shape.Shared(strides));
            return Operation.Record(seen, this, Sizes, static (own, gradient, _) => gradient.SumTo(own));
        }

        /// <summary>A stretch of one dimension; a view.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="start">First index.</param>
        /// <param name="length">Number of indices.</param>
        /// <exception cref="ArgumentOutOfRangeException">The stretch leaves the dimension.</exception>
        public Tensor narrow(long dim, long start, long length)
        {
            ThrowIfDisposed();
            var d = Shape.Dimension(nameof(narrow), dim, Rank);
            if (start < 0 || length < 0 || length > Sizes[d] - start)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(start), start, $"narrow: {length} indices from {start} on leave dimension {dim} of shape {Shape.Text(Sizes)}.");
            }

            return Operation.Record(
                NarrowView(nameof(narrow), d, start, length),
                this,
                (gradient, _) => gradient.PadWithZeros(d, start, Sizes[d] - start - length));
        }

        /// <summary>Cuts the tensor into consecutive pieces along one dimension; views.</summary>
        /// <param name="sizes">Length of each piece; they add up to the dimension's size.</param>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <exception cref="ArgumentException">The lengths do not add up.</exception>
        public Tensor[] split(long[] sizes, long dim = 0)
        {
            ThrowIfDisposed();
            ArgumentNullException.ThrowIfNull(sizes);
            var d = Shape.Dimension(nameof(split), dim, Rank);
            if (!AddUpTo(sizes, Sizes[d]))
            {
                throw new ArgumentException(
                    $"split: lengths {Shape.Text(sizes)} must add up to {Sizes[d]}, dimension {dim} of shape {Shape.Text(Sizes)}.",
                    nameof(sizes));
            }

            var node = GradientMode.IsRecording && Node is not null ? new Split(Edge, Sizes, sizes.AsSpan().ToArray(), d) : null;
            var pieces = new Tensor[sizes.Length];
            long start = 0;
            for (var i = 0; i < pieces.Length; i++)
            {
                pieces[i] = NarrowView(nameof(split), d, start, sizes[i]);
                if (node is not null) pieces[i].MadeBy(node, i);
                start += sizes[i];
            }

            return pieces;
        }

        /// <summary>Whether lengths, none of them negative, add up to a total.</summary>
        private static bool AddUpTo(long[] lengths, long total)
        {
            long sum = 0;
            foreach (var length in lengths)
            {
                if (length < 0) return false;
                sum += length;
            }

            return sum == total;
        }

        /// <summary>Zeros before and behind the elements of one dimension.</summary>
        internal Tensor PadWithZeros(int dimension, long before, long behind)
        {
            Span<long> sizes = stackalloc long[Rank];
            Sizes.CopyTo(sizes);
            sizes[dimension] += before + behind;
            var result = Full(Shape.Shared(sizes), 0);
            using (var place = result.NarrowView("narrow", dimension, before, Sizes[dimension]))
                Broadcasting.Apply("narrow", default(First), this, this, place);
            var length = Sizes[dimension];
            return Operation.Record(result, this, (gradient, _) => gradient.narrow(dimension, before, length));
        }

        internal Tensor NarrowView(string operation, int dimension, long start, long length)
        {
            Span<long> sizes = stackalloc long[Rank];
            Sizes.CopyTo(sizes);
            sizes[dimension] = length;
            return View(operation, Shape.Shared(sizes), Strides, length == 0 || Count == 0 ? 0 : start * Strides[dimension]);
        }

        private Tensor Reshaped(long[] sizes, long[] strides) =>
            Operation.Record(View(nameof(reshape), sizes, strides), this, Sizes, static (own, gradient, _) => gradient.reshape(own));

        private long[] ResolveShape(string operation, long[] shape)
        {
            Span<long> sizes = stackalloc long[shape.Length];
            shape.CopyTo(sizes);
            var unknown = sizes.IndexOf(-1);
            for (var d = 0; d < sizes.Length; d++)
            {
                if (sizes[d] < 0 && d != unknown)
                {
                    throw new ArgumentException(
                        $"{operation}: shape {Shape.Text(shape)} must have sizes of 0 or more, but for one -1.", nameof(shape));
                }
            }

            if (unknown >= 0)
            {
                sizes[unknown] = 1;
                var known = Shape.ElementCount(sizes);
                sizes[unknown] = known == 0 ? 0 : Count / known;
            }

            if (Shape.ElementCount(sizes) != Count)
            {
                throw new ArgumentException(
                    $"{operation}: shape {Shape.Text(Sizes)} has {Count} elements and cannot become {Shape.Text(shape)}.", nameof(shape));
            }

            return Shape.Shared(sizes);
        }

        /// <summary>Strides that show this memory under another shape, or null when only a copy can.</summary>
        private long[]? ViewStrides(long[] sizes)
        {
            if (IsContiguous) return Shape.ContiguousStrides(sizes);
            var strides = new long[sizes.Length];
            var next = sizes.Length - 1;

            // Goes from the back through blocks of this tensor's dimensions that lie without gaps; new dimensions must not cross blocks.
            for (var d = Rank - 1; d >= 0;)
            {
                var (block, stride) = (Sizes[d], Strides[d]);
                for (d--; d >= 0 && (Sizes[d] == 1 || Strides[d] == stride * block); d--)
                    block *= Sizes[d];
                for (; next >= 0 && (block > 1 || sizes[next] == 1); next--)
                {
                    if (block % sizes[next] != 0) return null;
                    strides[next] = stride;
                    stride *= sizes[next];
                    block /= sizes[next];
                }

                if (block != 1) return null;
            }

            return strides;
        }

        private ArgumentException CannotExpand(long[] sizes) => new(
            $"expand: shape {Shape.Text(Sizes)} cannot become {Shape.Text(sizes)}; only sizes of 1 can be repeated "
            + "and dimensions added in front.",
            nameof(sizes));
    }
}
