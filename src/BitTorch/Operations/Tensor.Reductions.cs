using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Reductions;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The sum of all elements, shape [].</summary>
        /// <param name="type">
        /// float32 or null. Note that <c>sum(0)</c> means this parameter, in TorchSharp too; write <c>sum(dim: 0)</c>.
        /// </param>
        public Tensor sum(ScalarType? type = null)
        {
            ThrowIfDisposed();
            RequirePlain("sum (a literal 0 is read as an element type; write sum(dim: 0))", type, null);
            return Sum(nameof(sum), [], keepdim: false);
        }

        /// <summary>Sums along one dimension.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        /// <param name="type">float32 or null.</param>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null)
        {
            ThrowIfDisposed();
            RequirePlain(nameof(sum), type, null);
            return Sum(nameof(sum), [dim], keepdim);
        }

        /// <summary>Sums along several dimensions.</summary>
        /// <param name="dim">Dimensions; negative count from the end.</param>
        /// <param name="keepdim">Whether they stay with size 1.</param>
        /// <param name="type">float32 or null.</param>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null)
        {
            ThrowIfDisposed();
            RequirePlain(nameof(sum), type, null);
            return Sum(nameof(sum), dim, keepdim);
        }

        /// <summary>The mean of all elements, shape [].</summary>
        public Tensor mean() => Mean(nameof(mean), [], keepdim: false);

        /// <summary>Means along dimensions: the sum divided by the count.</summary>
        /// <param name="dimensions">Dimensions; negative count from the end.</param>
        /// <param name="keepdim">Whether they stay with size 1.</param>
        /// <param name="type">float32 or null.</param>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            ThrowIfDisposed();
            RequirePlain(nameof(mean), type, null);
            return Mean(nameof(mean), dimensions, keepdim);
        }

        /// <summary>Variances along one dimension.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="unbiased">Whether to divide by the count minus one.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        /// <param name="type">float32 or null.</param>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Variance(nameof(var), [dim], unbiased, keepdim, type);

        /// <summary>Standard deviations along dimensions; the gradient at deviation 0 is 0.</summary>
        /// <param name="dimensions">Dimensions; negative count from the end.</param>
        /// <param name="unbiased">Whether to divide by the count minus one.</param>
        /// <param name="keepdim">Whether they stay with size 1.</param>
        /// <param name="type">float32 or null.</param>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Variance(nameof(std), dimensions, unbiased, keepdim, type).RootWithGradient0AtZero();

        /// <summary>Euclidean lengths along one dimension; the gradient at length 0 is 0.</summary>
        /// <param name="dim">Dimension; negative counts from the end. It is not the order of the norm: name it.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        /// <param name="p">Order of the norm; only 2.</param>
        /// <exception cref="NotSupportedException">Another order was asked for.</exception>
        public Tensor norm(int dim, bool keepdim = false, float p = 2)
        {
            RequireFloat(nameof(norm));
            Shape.Dimension(nameof(norm), dim, Rank);
            if (p != 2) throw new NotSupportedException($"norm: order {p} was asked for; BitTorch has the Euclidean norm (2) only.");
            // Not through the recorded root: its slope at 0 is infinite, and a length of 0 would turn every gradient into NaN.
            Tensor length;
            using (no_grad())
                length = square().sum(dim, keepdim: true).sqrt();
            Operation.RecordSaving(
                length,
                this,
                Saved.Of(nameof(norm), this, length),
                static (saved, gradient, _) => gradient.mul(saved.First.Value).mul(saved.Second.Value.ReciprocalWhereNotZero()));
            return keepdim ? length : length.squeeze(dim);
        }

        /// <summary>Largest elements along dimensions; equal ones share the gradient.</summary>
        /// <param name="dims">Dimensions; negative count from the end.</param>
        public Tensor amax(params long[] dims) => Largest(nameof(amax), dims);

        /// <summary>log of the sum of exponentials along one dimension, without overflow.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="keepdim">Whether it stays with size 1.</param>
        public Tensor logsumexp(long dim, bool keepdim = false)
        {
            var result = LogSumExp(nameof(logsumexp), dim);
            return keepdim ? result : result.squeeze(dim);
        }

        /// <summary>Logarithms of the softmax along one dimension.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="dtype">float32 or null.</param>
        public Tensor log_softmax(long dim, ScalarType? dtype = null)
        {
            ThrowIfDisposed();
            RequirePlain(nameof(log_softmax), dtype, null);
            return sub(LogSumExp(nameof(log_softmax), dim));
        }

        /// <summary>Exponentials that are scaled to add up to 1 along one dimension.</summary>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        /// <param name="dtype">float32 or null.</param>
        public Tensor softmax(long dim, ScalarType? dtype = null)
        {
            ThrowIfDisposed();
            RequirePlain(nameof(softmax), dtype, null);
            // The largest is a constant here: its gradient cancels exactly in the quotient.
            var power = sub(LargestAlong(nameof(softmax), dim)).exp();
            return power.div(power.sum(dim, keepdim: true));
        }

        private Tensor LogSumExp(string operation, long dim)
        {
            ThrowIfDisposed(operation);
            // Subtracting an infinite maximum would give inf - inf; with 0 in its place the sum is the infinity that it should be.
            var largest = LargestAlong(operation, dim).Unary(operation, default(ZeroForInfinity));
            return sub(largest).exp().sum(dim, keepdim: true).log().add(largest);
        }

        private Tensor Mean(string operation, long[] dimensions, bool keepdim) =>
            Sum(operation, dimensions, keepdim).div(CountAlong(operation, dimensions));

        private Tensor Variance(string operation, long[] dimensions, bool unbiased, bool keepdim, ScalarType? type)
        {
            ThrowIfDisposed(operation);
            RequirePlain(operation, type, null);
            // Two passes: the mean of squares minus the square of the mean would cancel.
            var squares = sub(Mean(operation, dimensions, keepdim: true)).square();
            return squares.Sum(operation, dimensions, keepdim).div(CountAlong(operation, dimensions) - (unbiased ? 1 : 0));
        }

        private Tensor RootWithGradient0AtZero()
        {
            var root = Unary(nameof(std), default(SquareRoot));
            return Operation.RecordSaving(
                root,
                this,
                Saved.Of(nameof(std), root),
                static (root, gradient, _) => gradient.mul(root.Value.ReciprocalWhereNotZero()).mul(0.5f));
        }

        /// <summary>Sums over the dimensions along which a tensor of the given shape was repeated.</summary>
        internal Tensor SumTo(long[] sizes)
        {
            if (Sizes.AsSpan().SequenceEqual(sizes)) return this;
            var extra = Rank - sizes.Length;
            Span<bool> repeated = stackalloc bool[Rank];
            for (var d = 0; d < Rank; d++)
                repeated[d] = d < extra || (sizes[d - extra] == 1 && Sizes[d] != 1);
            var dimensions = new long[repeated.Count(true)];
            for (var (d, next) = (0, 0); d < Rank; d++)
                if (repeated[d]) dimensions[next++] = d;
            var sum = Sum(nameof(Tensor.sum), dimensions, keepdim: true);
            return extra == 0 ? sum : sum.reshape(sizes);
        }

        private unsafe Tensor Sum(string operation, long[] dimensions, bool keepdim)
        {
            var total = Reduce(operation, dimensions, keepdim, Reduction.SumRows, Reduction.SumColumns, out var kept);
            return Operation.Record(
                total, this, (kept, Sizes), static (saved, gradient, _) => gradient.reshape(saved.kept).expand(saved.Sizes));
        }

        private unsafe Tensor Largest(string operation, long[] dimensions)
        {
            RequireFloat(operation);
            var reduced = Reduced(operation, dimensions);
            if (Sizes.Where((size, d) => reduced[d] && size == 0).Any())
            {
                throw new ArgumentException(
                    $"{operation}: no elements lie along dimensions {Shape.Text(dimensions)} of shape {Shape.Text(Sizes)}, "
                    + "so none is the largest one.",
                    nameof(dimensions));
            }

            long[] own = [.. Enumerable.Range(0, Rank).Where(d => reduced[d]).Select(d => (long)d)];
            var result = Reduce(operation, own, keepdim: false, MaximumReduction.OfRows, MaximumReduction.OfColumns, out var kept);
            return Operation.RecordSaving(
                result,
                this,
                Saved.Of(operation, this, result).With((kept, own)),
                static (saved, gradient, _) =>
                    saved.Tensors.First.Value.ShareEqually(gradient, saved.Tensors.Second.Value, saved.Other.kept, saved.Other.own));
        }

        /// <summary>The gradient of largest elements, shared among those that are equal to them.</summary>
        private Tensor ShareEqually(Tensor gradient, Tensor largest, long[] kept, long[] dimensions)
        {
            using var _ = no_grad();
            var chosen = EqualTo(largest.reshape(kept));
            var share = chosen.div(chosen.Sum(nameof(sum), dimensions, keepdim: true));
            using var __ = enable_grad(gradient.requires_grad);
            return gradient.reshape(kept).mul(share);
        }

        private Tensor LargestAlong(string operation, long dim)
        {
            using var _ = no_grad();
            return detach().Largest(operation, [dim]).unsqueeze(dim < 0 ? dim + Rank : dim);
        }

        private unsafe delegate void RowKernel(float* source, float* destination, nint outer, nint count);

        private unsafe delegate void ColumnKernel(float* source, float* destination, nint outer, nint count, nint inner);

        /// <summary>
        /// Reduces the elements of some dimensions, taken in row-major order, to one number each; how the tensor lies in memory does not
        /// matter. Nothing is recorded. <paramref name="kept"/> is the result's shape with the reduced dimensions as size 1.
        /// </summary>
        private unsafe Tensor Reduce(
            string operation, long[] dimensions, bool keepdim, RowKernel rows, ColumnKernel columns, out long[] kept)
        {
            ThrowIfDisposed(operation);
            RequireFloat(operation);
            var reduced = Reduced(operation, dimensions);
            Span<long> keptSizes = stackalloc long[Rank];
            for (var d = 0; d < Rank; d++)
                keptSizes[d] = reduced[d] ? 1 : Sizes[d];
            kept = Shape.Shared(keptSizes);
            var result = Empty(keepdim ? kept : SizesWhere(reduced, false));

            // Dimensions of size 1 may count as either kind; what matters is whether the others that are reduced lie side by side.
            var first = Array.IndexOf(reduced, true);
            var (from, to) = (Rank, 0);
            for (var d = 0; d < Rank; d++)
                if (reduced[d] && Sizes[d] != 1) (from, to) = (Math.Min(from, d), d + 1);
            if (to == 0) (from, to) = first < 0 ? (Rank, Rank) : (first, first + 1);
            var sideBySide = true;
            for (var d = from; d < to; d++)
                sideBySide &= reduced[d] || Sizes[d] == 1;

            using var copy = !sideBySide ? ReducedLast(operation, reduced) : IsContiguous ? null : Copy(operation);
            var sizes = Sizes.AsSpan();
            var (outer, count, inner) = sideBySide
                ? (Shape.ElementCount(sizes[..from]), Shape.ElementCount(sizes[from..to]), Shape.ElementCount(sizes[to..]))
                : (result.Count, result.Count == 0 ? 0 : Count / result.Count, 1);
            fixed (float* source = (copy ?? this).ContiguousSpan(), destination = result.ContiguousSpan())
            {
                if (inner == 1) rows(source, destination, outer, count);
                else columns(source, destination, outer, count, inner);
            }

            return result;
        }

        private Tensor ReducedLast(string operation, bool[] reduced)
        {
            var order = Enumerable.Range(0, Rank).OrderBy(d => reduced[d]).ToArray();
            using var permuted = View(operation, [.. order.Select(d => Sizes[d])], [.. order.Select(d => Strides[d])]);
            return permuted.Copy(operation);
        }

        /// <summary>Which dimensions are meant; none means all, as in TorchSharp.</summary>
        private bool[] Reduced(string operation, long[] dimensions)
        {
            ArgumentNullException.ThrowIfNull(dimensions);
            var reduced = new bool[Rank];
            if (dimensions.Length == 0) Array.Fill(reduced, true);
            foreach (var dim in dimensions)
            {
                ref var meant = ref reduced[Shape.Dimension(operation, dim, Rank)];
                if (meant)
                {
                    throw new ArgumentException(
                        $"{operation}: dimensions {Shape.Text(dimensions)} name one of shape {Shape.Text(Sizes)} twice.",
                        nameof(dimensions));
                }

                meant = true;
            }

            return reduced;
        }

        private long CountAlong(string operation, long[] dimensions)
        {
            var reduced = Reduced(operation, dimensions);
            return Shape.ElementCount(SizesWhere(reduced, true));
        }

        /// <summary>The sizes of the reduced dimensions, or of the others.</summary>
        private long[] SizesWhere(bool[] reduced, bool wanted)
        {
            Span<long> sizes = stackalloc long[reduced.AsSpan().Count(wanted)];
            for (var (d, next) = (0, 0); d < Rank; d++)
                if (reduced[d] == wanted) sizes[next++] = Sizes[d];
            return Shape.Shared(sizes);
        }
    }
}
