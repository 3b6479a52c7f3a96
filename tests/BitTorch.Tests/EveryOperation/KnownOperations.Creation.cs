using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>New tensors, and what only concerns handles.</content>
internal static partial class KnownOperations
{
    private const string MakesALeaf = "Makes a leaf.";

    private static OperationRow[] Creation() =>
    [
        new("full", draw =>
        {
            var fits = draw.Sizes.All(size => size is >= 0 and <= 5);
            return new(() => full(draw.Sizes, double.PositiveInfinity), fits ? draw.Sizes : null);
        })
        {
            NotDifferentiated = MakesALeaf,
        },
        new("zeros_like", OfAnything(x => zeros_like(x))) { NotDifferentiated = MakesALeaf, TakesAnything = true },
        new("ones_like", OfAnything(x => ones_like(x))) { NotDifferentiated = MakesALeaf, TakesAnything = true },
        new("tensor") { NotDifferentiated = MakesALeaf, NotTried = "Takes an array; TensorTest." },
        new("zeros") { NotDifferentiated = MakesALeaf, NotTried = "As full." },
        new("ones") { NotDifferentiated = MakesALeaf, NotTried = "As full." },
        new("requires_grad_") { NotDifferentiated = "Marks a leaf; AutogradTest.", NotTried = "AutogradTest." },
        new("MoveToOuterDisposeScope")
        {
            NotDifferentiated = "Changes a handle's owner; DisposeScopeTest.",
            NotTried = "DisposeScopeTest.",
        },
        new("DetachFromDisposeScope") { NotDifferentiated = "Changes a handle's owner; DisposeScopeTest.", NotTried = "DisposeScopeTest." },
    ];
}
