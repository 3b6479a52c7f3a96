namespace BitTorch;

/// <summary>A tensor's elements for reading, in row-major order.</summary>
/// <typeparam name="T">float, long or bool.</typeparam>
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
        return typeof(T) == typeof(float)
            ? (T[])(object)values
            : typeof(T) == typeof(long)
                ? (T[])(object)Array.ConvertAll(values, static value => (long)BitConverter.SingleToInt32Bits(value))
                : (T[])(object)Array.ConvertAll(values, static value => BitConverter.SingleToInt32Bits(value) != 0);
    }
}
