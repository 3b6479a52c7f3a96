using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>A tensor that gradients are wanted for and no operation made.</summary>
internal sealed class Leaf() : Node([])
{
    internal override Tensor InputGradient(Tensor?[] gradients, int input) =>
        throw new InvalidOperationException("Bug in BitTorch: a leaf has no inputs.");

    internal override void Release()
    {
    }
}
