using BitTorch.Autograd;
using BitTorch.Tensors;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch;

public static partial class torch
{
    /// <summary>Tensors behind each other along one dimension.</summary>
    /// <param name="tensors">At least one; equal shapes but for that dimension.</param>
    /// <param name="dim">Dimension; negative counts from the end.</param>
    /// <exception cref="ArgumentException">There is none, or the shapes do not fit.</exception>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        var parts = Parts(nameof(cat), tensors);
        var d = Shape.Dimension(nameof(cat), dim, parts[0].Rank);
        var sizes = parts[0].Sizes.AsSpan().ToArray();
        sizes[d] = 0;
        var starts = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            RequireEqualBut(d, parts[0], parts[i]);
            starts[i] = sizes[d];
            sizes[d] += parts[i].Sizes[d];
        }

        var lengths = Array.ConvertAll(parts, part => part.Sizes[d]);
        var result = Tensor.Empty(sizes, parts[0].ElementType);
        for (var i = 0; i < parts.Length; i++)
        {
            using var place = result.NarrowView(nameof(cat), d, starts[i], parts[i].Sizes[d]);
            Broadcasting.Apply(nameof(cat), default(First), parts[i], parts[i], place);
        }

        return Operation.Record(result, parts, (gradient, input) => gradient.narrow(d, starts[input], lengths[input]));
    }

    /// <summary>Tensors beside each other along a new dimension.</summary>
    /// <param name="tensors">At least one; equal shapes.</param>
    /// <param name="dim">Where the new dimension goes; negative counts from the end of the result.</param>
    /// <exception cref="ArgumentException">There is none, or the shapes differ.</exception>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var parts = Parts(nameof(stack), tensors);
        var d = Shape.Dimension(nameof(stack), dim, parts[0].Rank + 1);
        foreach (var part in parts)
        {
            parts[0].RequireSameType(nameof(stack), part);
            if (!part.Sizes.AsSpan().SequenceEqual(parts[0].Sizes))
            {
                throw new ArgumentException(
                    $"stack: shapes {Shape.Text(parts[0].Sizes)} and {Shape.Text(part.Sizes)} must be equal.", nameof(tensors));
            }
        }

        return cat([.. parts.Select(part => part.unsqueeze(d))], d);
    }

    /// <summary>Products of the matrices of two batches; see <see cref="Tensor.bmm"/>.</summary>
    /// <param name="input">Shape [R, m, k].</param>
    /// <param name="batch2">Shape [R, k, n].</param>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>beta input + alpha batch1 batch2; see <see cref="Tensor.baddbmm"/>.</summary>
    /// <param name="input">Shape that broadcasts to [R, m, n].</param>
    /// <param name="batch1">Shape [R, m, k].</param>
    /// <param name="batch2">Shape [R, k, n].</param>
    /// <param name="beta">Weight of the input.</param>
    /// <param name="alpha">Weight of the product.</param>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>The larger of two, broadcast.</summary>
    /// <param name="input">One operand.</param>
    /// <param name="other">The other operand.</param>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    private static Tensor[] Parts(string operation, IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var parts = tensors.ToArray();
        if (parts.Length == 0) throw new ArgumentException($"{operation}: no tensors were given; at least one is needed.", nameof(tensors));
        foreach (var part in parts)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(tensors));
            part.ThrowIfDisposed(operation);
        }

        return parts;
    }

    private static void RequireEqualBut(int dimension, Tensor first, Tensor other)
    {
        first.RequireSameType("cat", other);
        var fits = first.Rank == other.Rank;
        for (var d = 0; fits && d < first.Rank; d++)
            fits = d == dimension || first.Sizes[d] == other.Sizes[d];
        if (!fits)
        {
            throw new ArgumentException(
                $"cat: shapes {Shape.Text(first.Sizes)} and {Shape.Text(other.Sizes)} must be equal but for dimension {dimension}.");
        }
    }
}
