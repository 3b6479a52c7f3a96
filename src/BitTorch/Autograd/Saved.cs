using BitTorch.Tensors;
using static BitTorch.torch;

namespace BitTorch.Autograd;

/// <summary>A tensor that a recorded operation needs again for its gradient.</summary>
/// <remarks>
/// It holds the memory, not the handle: as in TorchSharp a handle may be disposed before the gradient is taken. A change of the memory
/// in place after the operation would give a wrong gradient, so reading it then throws. The place in the graph is not counted here: an
/// operation's inputs are held by its edges, and its own output cannot outlive it.
/// </remarks>
internal readonly struct Saved : ISaved
{
    private readonly Tensor tensor;
    private readonly string operation;
    private readonly int version;

    private Saved(string operation, Tensor tensor)
    {
        this.operation = operation;
        this.tensor = tensor;
        version = tensor.Version;
    }

    internal long[] Sizes => tensor.Sizes;

    /// <summary>The tensor as it was: its handle, or a new one where that was disposed.</summary>
    /// <exception cref="InvalidOperationException">It was changed in place since.</exception>
    internal Tensor Value => tensor.Version == version ? tensor.Revived() : throw Changed();

    /// <param name="operation">The operation's name for users.</param>
    /// <param name="tensor">An input of the operation, its output, or a constant.</param>
    internal static Saved Of(string operation, Tensor tensor) => new(operation, tensor);

    /// <inheritdoc cref="Of(string, Tensor)"/>
    internal static SavedPair Of(string operation, Tensor first, Tensor second) => new(new(operation, first), new(operation, second));

    /// <summary>The same with other values that the rule needs.</summary>
    internal SavedWith<Saved, TOther> With<TOther>(TOther other) => new(this, other);

    public void Keep() => tensor.KeepMemory();

    public void Release() => tensor.ReleaseMemory();

    private InvalidOperationException Changed() => new(
        $"autograd.grad: {operation} saved a tensor of shape {Shape.Text(Sizes)} for its gradient, and that memory was changed in place "
        + $"since (change {version} then, {tensor.Version} now), by the tensor itself or a view of it. Give {operation} a clone(), or "
        + "change the tensor after the gradient was taken.");
}
