using BitTorch.Autograd;
using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Masks;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Pieces that an empty dimension can be cut into; a typing error must not fill the memory.</summary>
        private const int MostEmptyPieces = 1 << 16;

        /// <summary>This where the condition is true, else y; broadcast.</summary>
        /// <param name="condition">A bool tensor.</param>
        /// <param name="y">The other operand, float32.</param>
        public Tensor where(Tensor condition, Tensor y)
        {
            ArgumentNullException.ThrowIfNull(condition);
            ArgumentNullException.ThrowIfNull(y);
            RequireAlive(nameof(where), condition, this, y);
            condition.RequireType(nameof(where), "condition", ScalarType.Bool);
            RequireFloat(nameof(where), y);
            var sizes = Shape.Broadcast(nameof(where), condition.Sizes, Shape.Broadcast(nameof(where), Sizes, y.Sizes));
            var result = y.Spread(nameof(where), sizes);
            using (var mask = condition.Spread(nameof(where), sizes))
            using (var x = Spread(nameof(where), sizes))
                ElementwiseKernel.Ternary(default(Choose), result.ContiguousSpan(), mask.ContiguousSpan(), x.ContiguousSpan());
            return Operation.RecordSaving(
                result,
                this,
                y,
                Saved.Of(nameof(where), condition).With((X: Sizes, Y: y.Sizes)),
                static (saved, gradient, input) => input == 0
                    ? gradient.WhereTrue(saved.Tensors.Value).SumTo(saved.Other.X)
                    : gradient.WhereFalse(saved.Tensors.Value).SumTo(saved.Other.Y));
        }

        /// <summary>
        /// Cuts the tensor into consecutive pieces of equal length along one dimension, the last one perhaps shorter; views.
        /// </summary>
        /// <param name="chunks">
        /// Number of pieces, positive; fewer come back where that takes a whole length. An empty dimension gives empty pieces.
        /// </param>
        /// <param name="dim">Dimension; negative counts from the end.</param>
        public Tensor[] chunk(long chunks, long dim = 0)
        {
            ThrowIfDisposed();
            var size = Sizes[Shape.Dimension(nameof(chunk), dim, Rank)];
            if (chunks < 1 || (size == 0 && chunks > MostEmptyPieces))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(chunks), chunks, $"chunk: use 1 or more pieces, and at most {MostEmptyPieces} for an empty dimension.");
            }

            if (size == 0) return split(new long[chunks], dim);
            var length = (size + Math.Min(chunks, size) - 1) / Math.Min(chunks, size);
            return split(
                [.. Enumerable.Range(0, (int)((size + length - 1) / length)).Select(i => Math.Min(length, size - (i * length)))], dim);
        }

        /// <summary>A contiguous tensor of a larger shape with elements repeated, without a gradient path: a fresh copy.</summary>
        private Tensor Spread(string operation, long[] sizes)
        {
            using var _ = no_grad();
            using var seen = expand(sizes);
            return seen.Copy(operation);
        }
    }

    /// <summary>x where the condition is true, else y; broadcast.</summary>
    /// <param name="condition">A bool tensor.</param>
    /// <param name="x">float32.</param>
    /// <param name="y">float32.</param>
    public static Tensor where(Tensor condition, Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.where(condition, y);
    }
}
