using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Products;
using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Products of the matrices of two batches.</summary>
        /// <param name="batch2">Shape [R, k, n].</param>
        /// <returns>Shape [R, m, n] for this of shape [R, m, k].</returns>
        /// <exception cref="ArgumentException">The shapes do not fit.</exception>
        public Tensor bmm(Tensor batch2)
        {
            ArgumentNullException.ThrowIfNull(batch2);
            return Operation.RecordSaving(
                Product(nameof(bmm), this, batch2, null),
                this,
                batch2,
                Saved.Of(nameof(bmm), this, batch2),
                static (factors, gradient, input) => input == 0
                    ? gradient.TimesTransposed(factors.Second.Value)
                    : factors.First.Value.TransposedTimes(gradient));
        }

        /// <summary>beta this + alpha batch1 batch2: the sum is added to the complete product, with one rounding.</summary>
        /// <param name="batch1">Shape [R, m, k].</param>
        /// <param name="batch2">Shape [R, k, n].</param>
        /// <param name="beta">Weight of this tensor, whose shape broadcasts to [R, m, n].</param>
        /// <param name="alpha">Weight of the product.</param>
        /// <exception cref="ArgumentException">The shapes do not fit.</exception>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1)
        {
            ArgumentNullException.ThrowIfNull(batch1);
            ArgumentNullException.ThrowIfNull(batch2);
            RequireAlive(nameof(baddbmm), this, batch1, batch2);
            RequireFloat(nameof(baddbmm));
            batch1.RequireFloat(nameof(baddbmm), batch2);
            RequireProduct(nameof(baddbmm), batch1, batch2);
            RequireAddend(this, Shape.Shared([batch1.Sizes[0], batch1.Sizes[1], batch2.Sizes[2]]));
            if (beta != 1) return mul(beta).baddbmm(batch1, batch2, 1, alpha);
            if (alpha != 1) return batch1.bmm(batch2).mul(alpha).add(this);
            return Operation.RecordSaving(
                Product(nameof(baddbmm), batch1, batch2, this),
                this,
                batch1,
                batch2,
                Saved.Of(nameof(baddbmm), batch1, batch2).With(Sizes),
                static (saved, gradient, input) => input switch
                {
                    0 => gradient.SumTo(saved.Other),
                    1 => gradient.TimesTransposed(saved.Tensors.Second.Value),
                    _ => saved.Tensors.First.Value.TransposedTimes(gradient),
                });
        }

        /// <summary>The product of two matrices.</summary>
        /// <param name="target">Shape [k, n].</param>
        /// <returns>Shape [m, n] for this of shape [m, k].</returns>
        /// <exception cref="ArgumentException">One of them is not a matrix, or the shapes do not fit.</exception>
        public Tensor matmul(Tensor target)
        {
            ArgumentNullException.ThrowIfNull(target);
            RequireFloat(nameof(matmul), target);
            if (Rank != 2 || target.Rank != 2 || Sizes[1] != target.Sizes[0])
            {
                throw new ArgumentException(
                    $"matmul: shapes {Shape.Text(Sizes)} and {Shape.Text(target.Sizes)} do not fit; they must be [m, k] and [k, n]. "
                    + "Use bmm for batches.",
                    nameof(target));
            }

            return unsqueeze(0).bmm(target.unsqueeze(0)).squeeze(0);
        }

        /// <summary>The matrices of a batch as a product sees them.</summary>
        /// <param name="Tensor">Where they lie.</param>
        /// <param name="Rows">Rows of each.</param>
        /// <param name="Columns">Columns of each.</param>
        /// <param name="Strides">From one to the next.</param>
        private readonly record struct Matrices(Tensor Tensor, long Rows, long Columns, MatrixStrides Strides)
        {
            internal Matrices Transposed => new(Tensor, Columns, Rows, Strides.Transposed);
        }

        private Matrices AsMatrices =>
            new(this, Sizes[1], Sizes[2], new MatrixStrides((nint)Strides[0], (nint)Strides[1], (nint)Strides[2]));

        /// <summary>
        /// bmm(other.transpose(1, 2)) as one operation, so that the gradient of the other has its layout and is added at full speed.
        /// </summary>
        internal Tensor TimesTransposed(Tensor other)
        {
            RequireAlive(nameof(bmm), this, other);
            return Operation.RecordSaving(
                Product(nameof(bmm), AsMatrices, other.AsMatrices.Transposed, null, default),
                this,
                other,
                Saved.Of(nameof(bmm), this, other),
                static (factors, gradient, input) =>
                    input == 0 ? gradient.bmm(factors.Second.Value) : gradient.TransposedTimes(factors.First.Value));
        }

        /// <summary>transpose(1, 2).bmm(other) as one operation; see <see cref="TimesTransposed"/>.</summary>
        internal Tensor TransposedTimes(Tensor other)
        {
            RequireAlive(nameof(bmm), this, other);
            return Operation.RecordSaving(
                Product(nameof(bmm), AsMatrices.Transposed, other.AsMatrices, null, default),
                this,
                other,
                Saved.Of(nameof(bmm), this, other),
                static (factors, gradient, input) =>
                    input == 0 ? factors.Second.Value.TimesTransposed(gradient) : factors.First.Value.bmm(gradient));
        }

        private static Tensor Product(string operation, Tensor a, Tensor b, Tensor? addend, Rectification rectification = default)
        {
            RequireProduct(operation, a, b);
            a.RequireFloat(operation, b);
            addend?.RequireFloat(operation);
            return Product(operation, a.AsMatrices, b.AsMatrices, addend, rectification);
        }

        private static unsafe Tensor Product(string operation, Matrices a, Matrices b, Tensor? addend, Rectification rectification)
        {
            OperationCounter.AddPairs(a.Tensor.Sizes[0] * a.Rows * a.Columns * b.Columns);
            var result = Empty(Shape.Shared([a.Tensor.Sizes[0], a.Rows, b.Columns]));
            using var copy = addend is null || addend.HasRowsOf(b.Columns) ? null : AddendCopy(operation, addend, result.Sizes);
            var sum = copy ?? addend;
            var shape = new ProductShape(
                (int)result.Sizes[0],
                (int)a.Rows,
                (int)b.Columns,
                (int)a.Columns,
                a.Strides,
                b.Strides,
                (nint)result.Strides[0],
                (nint)result.Strides[1],
                sum?.RepeatedStride(fromEnd: 3) ?? 0,
                sum?.RepeatedStride(fromEnd: 2) ?? 0,
                rectification);
            fixed (
                float* pa = a.Tensor.ElementsFromOffset(operation),
                pb = b.Tensor.ElementsFromOffset(operation),
                pc = result.ContiguousSpan())
            fixed (float* ps = sum is null ? default : sum.ElementsFromOffset(operation))
                MatrixProduct.Multiply(shape, pa, pb, pc, ps);
            return result;
        }

        private static void RequireProduct(string operation, Tensor a, Tensor b)
        {
            a.ThrowIfDisposed(operation);
            b.ThrowIfDisposed(operation);
            if (a.Rank != 3 || b.Rank != 3 || a.Sizes[0] != b.Sizes[0] || a.Sizes[2] != b.Sizes[1])
            {
                throw new ArgumentException(
                    $"{operation}: shapes {Shape.Text(a.Sizes)} and {Shape.Text(b.Sizes)} do not fit; "
                    + "they must be [R, m, k] and [R, k, n].");
            }
        }

        private static void RequireAddend(Tensor addend, long[] sizes)
        {
            if (!Shape.Broadcast(nameof(baddbmm), addend.Sizes, sizes).AsSpan().SequenceEqual(sizes))
            {
                throw new ArgumentException(
                    $"baddbmm: shape {Shape.Text(addend.Sizes)} cannot be added to a product of shape {Shape.Text(sizes)}.");
            }
        }

        /// <summary>Whether the columns of an addend are neighbours, as many as the result has.</summary>
        private bool HasRowsOf(long columns) => columns == 1 || (Rank > 0 && Sizes[^1] == columns && Strides[^1] == 1);

        /// <summary>Distance between neighbours along a dimension; 0 where the tensor is repeated to fit a larger one.</summary>
        private nint RepeatedStride(int fromEnd) => Rank < fromEnd || Sizes[^fromEnd] == 1 ? 0 : (nint)Strides[^fromEnd];

        /// <summary>The addend in the shape of the result.</summary>
        private static Tensor AddendCopy(string operation, Tensor addend, long[] sizes)
        {
            using var _ = no_grad();
            using var seen = addend.expand(sizes);
            return seen.Copy(operation);
        }
    }
}
