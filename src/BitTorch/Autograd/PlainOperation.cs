using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>A recorded operation with one output and a static rule that needs no tensor again.</summary>
internal sealed class PlainOperation<TSaved>(Edge[] edges, TSaved saved, GradientRule<TSaved> rule) : Node(edges)
{
    private TSaved saved = saved;

    internal override Tensor InputGradient(Tensor?[] gradients, int input) => rule(saved, gradients[0]!, input);

    internal override void Release()
    {
        IsReleased = true;
        saved = default!;
    }
}
