namespace BitTorch;

/// <summary>A tensor's elements for reading, in row-major order.</summary>
/// <typeparam name="T">float.</typeparam>
public sealed class TensorAccessor<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;

    internal TensorAccessor(torch.Tensor tensor) => this.tensor = tensor;

    /// <summary>Number of elements.</summary>
    public long Count => tensor.numel();

    /// <summary>A copy of all elements.</summary>
    public T[] ToArray()
    {
        tensor.ThrowIfDisposed("data");
        var values = new float[tensor.Count];
        tensor.CopyElementsTo(values);
        return (T[])(object)values;
    }
}
