using BitTorch.Autograd;
using static BitTorch.torch;

namespace BitTorch.Operations;

/// <summary>A recorded split: its gradient is the pieces' gradients behind each other, zeros where none arrived.</summary>
internal sealed class Split : Node
{
    private readonly long[] sizes;
    private readonly long[] lengths;
    private readonly int dimension;

    internal Split(Edge source, long[] sizes, long[] lengths, int dimension)
        : base([source])
    {
        this.sizes = sizes;
        this.lengths = lengths;
        this.dimension = dimension;
    }

    internal override int OutputCount => lengths.Length;

    internal override Tensor InputGradient(Tensor?[] gradients, int input)
    {
        var pieces = new Tensor[gradients.Length];
        for (var piece = 0; piece < pieces.Length; piece++)
            pieces[piece] = gradients[piece] ?? Zeros(piece);
        return cat(pieces, dimension);
    }

    internal override void Release() => IsReleased = true;

    private Tensor Zeros(int piece)
    {
        var shape = sizes.AsSpan().ToArray();
        shape[dimension] = lengths[piece];
        return zeros(shape);
    }
}
