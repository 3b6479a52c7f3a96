using BitTorch.Autograd;
using BitTorch.Tensors;
using static BitTorch.torch;

namespace BitTorch.Fused;

/// <summary>
/// Arrays that lie behind each other in rows of flat numbers, seen as views: a split and a view of every piece as one operation.
/// </summary>
/// <remarks>The gradient is the pieces' gradients behind each other, zeros where none arrived.</remarks>
internal sealed class Pieces : Node
{
    private readonly long[] flatSizes;
    private readonly int[] lengths;

    private Pieces(Tensor flat, int[] lengths)
        : base([flat.Edge])
    {
        flatSizes = flat.Sizes;
        this.lengths = lengths;
    }

    internal override int OutputCount => lengths.Length;

    /// <summary>The pieces as views; gradients flow back into the flat tensor.</summary>
    /// <param name="flat">Shape [R, P].</param>
    /// <param name="shapes">Shape of every piece without R; their counts add up to P.</param>
    /// <param name="lengths">Those counts.</param>
    /// <returns>One view a piece, shape [R, ...shape].</returns>
    /// <exception cref="ArgumentException">The counts do not add up, or there are not two dimensions.</exception>
    internal static Tensor[] Of(Tensor flat, long[][] shapes, int[] lengths)
    {
        flat.RequireFloat("pieces");
        long total = 0;
        foreach (var length in lengths)
            total += length;
        if (flat.Rank != 2 || flat.Sizes[1] != total)
        {
            throw new ArgumentException(
                $"pieces: arrays of {total} numbers in all do not lie in shape {Shape.Text(flat.Sizes)}; it must be [R, {total}].",
                nameof(flat));
        }

        var node = GradientMode.IsRecording && flat.Node is not null ? new Pieces(flat, lengths) : null;
        var views = new Tensor[shapes.Length];
        long start = 0;
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = View(flat, shapes[i], start);
            if (node is not null) views[i].MadeBy(node, i);
            start += lengths[i];
        }

        return views;
    }

    internal override Tensor InputGradient(Tensor?[] gradients, int input) =>
        GradientMode.IsRecording ? Joined(gradients) : Copied(gradients);

    internal override void Release() => IsReleased = true;

    private static Tensor View(Tensor flat, long[] shape, long start)
    {
        Span<long> sizes = stackalloc long[shape.Length + 1];
        Span<long> strides = stackalloc long[sizes.Length];
        sizes[0] = flat.Sizes[0];
        shape.CopyTo(sizes[1..]);
        var stride = flat.Strides[1];
        for (var d = shape.Length; d > 0; d--)
        {
            strides[d] = stride;
            stride *= sizes[d];
        }

        strides[0] = flat.Strides[0];
        return flat.View("pieces", Shape.Shared(sizes), Shape.Shared(strides), flat.Count == 0 ? 0 : start * flat.Strides[1]);
    }

    private Tensor Joined(Tensor?[] gradients)
    {
        var pieces = new Tensor[gradients.Length];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = gradients[i]?.reshape(flatSizes[0], lengths[i]) ?? zeros([flatSizes[0], lengths[i]]);
        return cat(pieces, 1);
    }

    private Tensor Copied(Tensor?[] gradients)
    {
        var flat = Tensor.Empty(flatSizes);
        var (rows, width) = ((int)flatSizes[0], (int)flatSizes[1]);
        var start = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            using var copy = gradients[i] is { IsContiguous: false } ? gradients[i]!.RowMajor("pieces") : null;
            var gradient = copy ?? gradients[i];
            for (var row = 0; row < rows; row++)
            {
                var place = flat.ContiguousSpan().Slice((row * width) + start, lengths[i]);
                if (gradient is null) place.Clear();
                else gradient.ContiguousSpan().Slice(row * lengths[i], lengths[i]).CopyTo(place);
            }

            start += lengths[i];
        }

        return flat;
    }
}
