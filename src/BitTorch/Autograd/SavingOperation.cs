using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>A recorded operation with one output, a static rule and saved tensors.</summary>
internal sealed class SavingOperation<TSaved> : Node
    where TSaved : struct, ISaved
{
    private readonly GradientRule<TSaved> rule;
    private TSaved saved;

    internal SavingOperation(Edge[] edges, TSaved saved, GradientRule<TSaved> rule)
        : base(edges)
    {
        this.saved = saved;
        this.rule = rule;
        saved.Keep();
    }

    internal override Tensor InputGradient(Tensor?[] gradients, int input) => rule(saved, gradients[0]!, input);

    internal override void Release()
    {
        if (IsReleased) return;
        IsReleased = true;
        saved.Release();
        saved = default;
    }
}
