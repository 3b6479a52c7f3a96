using BitTorch.Devices.Cpu.Products;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The elements in row-major order without a gradient path, for the caller to dispose: another handle, or a copy.
        /// </summary>
        internal Tensor RowMajor(string operation) => IsContiguous ? View(operation, Sizes, Strides) : Copy(operation);

        /// <summary>Copies the elements, row-major.</summary>
        internal void CopyElementsTo(Span<float> destination)
        {
            ThrowIfDisposed("data");
            if (IsContiguous)
            {
                ContiguousSpan().CopyTo(destination);
                return;
            }

            using var copy = Copy("data");
            copy.ContiguousSpan().CopyTo(destination);
        }

        private unsafe Tensor Copy(string operation)
        {
            ThrowIfDisposed(operation);
            var copy = Empty(Sizes, ElementType);
            if (Rank >= 2 && Strides[^2] == 1 && Strides[^1] != 1 && Count > 0)
            {
                var (rows, columns) = ((int)Sizes[^1], (int)Sizes[^2]);
                fixed (float* source = ElementsFromOffset(operation), destination = copy.ContiguousSpan())
                {
                    for (var matrix = 0; matrix < Count / (rows * columns); matrix++)
                        Transposition.Copy(
                            source + MatrixStart(matrix),
                            (nint)Strides[^1],
                            destination + ((long)matrix * rows * columns),
                            rows,
                            rows,
                            columns);
                }

                return copy;
            }

            Broadcasting.Apply(operation, default(First), this, this, copy);
            return copy;
        }

        /// <summary>Where one of the matrices of the last two dimensions starts, counted from the first element.</summary>
        private long MatrixStart(int matrix)
        {
            long start = 0;
            for (var d = Rank - 3; d >= 0; d--)
            {
                start += matrix % Sizes[d] * Strides[d];
                matrix = (int)(matrix / Sizes[d]);
            }

            return start;
        }
    }
}
