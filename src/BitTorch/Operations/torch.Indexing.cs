using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    /// <summary>A tensor of whole numbers for indices and classes.</summary>
    /// <param name="dataArray">As many numbers as the shape holds; each must fit 32 bits.</param>
    /// <param name="dimensions">Shape.</param>
    /// <param name="dtype">int64 or null.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Must be false.</param>
    /// <param name="names">Must be null.</param>
    /// <exception cref="ArgumentException">The count of numbers is not the product of the shape.</exception>
    /// <exception cref="OverflowException">A number needs more than 32 bits.</exception>
    public static Tensor tensor(
        long[] dataArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        var result = Unfilled(dataArray.Length, dimensions, ScalarType.Int64, dtype, names);
        var integers = result.ContiguousIntegers();
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = dataArray[i] is >= int.MinValue and <= int.MaxValue
                ? (int)dataArray[i]
                : throw new OverflowException(
                    $"tensor: element {i} is {dataArray[i]}; an int64 of this engine lies between -2^31 and 2^31 - 1.");
        }

        return result.requires_grad_(requires_grad);
    }

    /// <summary>A tensor of shape [n] of whole numbers for indices and classes.</summary>
    /// <inheritdoc cref="tensor(long[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])"/>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(dataArray);
        return tensor(dataArray, [dataArray.Length], dtype, device, requires_grad, names);
    }

    /// <summary>A mask.</summary>
    /// <param name="rawArray">As many truth values as the shape holds.</param>
    /// <param name="dimensions">Shape.</param>
    /// <param name="dtype">bool or null.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Must be false.</param>
    /// <param name="names">Must be null.</param>
    /// <exception cref="ArgumentException">The count of values is not the product of the shape.</exception>
    public static Tensor tensor(
        bool[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        var result = Unfilled(rawArray.Length, dimensions, ScalarType.Bool, dtype, names);
        var masks = result.ContiguousIntegers();
        for (var i = 0; i < masks.Length; i++)
            masks[i] = rawArray[i] ? -1 : 0;
        return result.requires_grad_(requires_grad);
    }

    /// <summary>A mask of shape [n].</summary>
    /// <inheritdoc cref="tensor(bool[], ReadOnlySpan{long}, ScalarType?, Device?, bool, string[])"/>
    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        return tensor(rawArray, [rawArray.Length], dtype, device, requires_grad, names);
    }

    /// <summary>See <see cref="Tensor.index_select"/>.</summary>
    /// <param name="input">Any element type.</param>
    /// <param name="dim">Dimension; negative counts from the end.</param>
    /// <param name="index">An int64 tensor of shape [n].</param>
    public static Tensor index_select(Tensor input, long dim, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.index_select(dim, index);
    }

    /// <summary>See <see cref="Tensor.gather"/>.</summary>
    /// <param name="input">Any element type.</param>
    /// <param name="dim">Dimension; negative counts from the end.</param>
    /// <param name="index">An int64 tensor of the input's shape, but with any size at the dimension.</param>
    public static Tensor gather(Tensor input, long dim, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.gather(dim, index);
    }

    private static Tensor Unfilled(int count, ReadOnlySpan<long> dimensions, ScalarType type, ScalarType? asked, string[]? names)
    {
        if (asked is not null && asked != type)
        {
            throw new NotSupportedException(
                $"tensor: element type {asked} was asked for an array of {type}; convert the tensor with to(type).");
        }

        RequirePlain("tensor", null, names);
        var sizes = Shape.Checked("tensor", dimensions);
        if (Shape.ElementCount(sizes) != count)
        {
            throw new ArgumentException(
                $"tensor: {count} elements were given for shape {Shape.Text(sizes)}, which holds {Shape.ElementCount(sizes)}.");
        }

        return Tensor.Empty(sizes, type);
    }
}
