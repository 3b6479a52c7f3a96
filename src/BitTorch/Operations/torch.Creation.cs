using BitTorch.Tensors;

namespace BitTorch;

public static partial class torch
{
    /// <summary>A tensor with a copy of the given numbers, row-major.</summary>
    /// <param name="rawArray">As many numbers as the shape holds.</param>
    /// <param name="dimensions">Shape.</param>
    /// <param name="dtype">float32 or null.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    /// <param name="names">Must be null.</param>
    /// <exception cref="ArgumentException">The count of numbers is not the product of the shape.</exception>
    public static Tensor tensor(
        float[] rawArray,
        ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(rawArray);
        return Copy(rawArray, dimensions, dtype, names, requires_grad);
    }

    /// <summary>A tensor of shape [] that holds one number.</summary>
    /// <param name="scalar">The number.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        Filled(nameof(tensor), [], scalar, null, null, requires_grad);

    /// <summary>A tensor of zeros.</summary>
    /// <param name="size">Shape.</param>
    /// <param name="dtype">Element type; null for float32.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor zeros(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Constant(nameof(zeros), size, 0, dtype, names, requires_grad);

    /// <summary>A tensor of ones.</summary>
    /// <param name="size">Shape.</param>
    /// <param name="dtype">Element type; null for float32.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor ones(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Constant(nameof(ones), size, 1, dtype, names, requires_grad);

    /// <summary>A tensor that holds one number everywhere.</summary>
    /// <param name="size">Shape.</param>
    /// <param name="value">The number.</param>
    /// <param name="dtype">float32 or null.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor full(
        long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Filled(nameof(full), size, value.Single, dtype, names, requires_grad);
    }

    /// <summary>Zeros in the shape of another tensor.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Element type; null for the input's.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.ThrowIfDisposed();
        return Constant(nameof(zeros_like), input.Sizes, 0, dtype ?? input.ElementType, names, requires_grad);
    }

    /// <summary>Ones in the shape of another tensor.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Element type; null for the input's.</param>
    /// <param name="device">CPU or null.</param>
    /// <param name="requires_grad">Whether gradients with respect to it are wanted.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.ThrowIfDisposed();
        return Constant(nameof(ones_like), input.Sizes, 1, dtype ?? input.ElementType, names, requires_grad);
    }

    private static Tensor Copy(
        ReadOnlySpan<float> values, ReadOnlySpan<long> dimensions, ScalarType? dtype, string[]? names, bool requires_grad)
    {
        RequirePlain("tensor", dtype, names);
        var sizes = Shape.Checked("tensor", dimensions);
        if (Shape.ElementCount(sizes) != values.Length)
        {
            throw new ArgumentException(
                $"tensor: {values.Length} numbers were given for shape {Shape.Text(sizes)}, which holds {Shape.ElementCount(sizes)}.",
                nameof(values));
        }

        var result = Tensor.Empty(sizes);
        values.CopyTo(result.ContiguousSpan());
        return result.requires_grad_(requires_grad);
    }

    /// <summary>0 or 1 everywhere, in any element type.</summary>
    private static Tensor Constant(
        string operation, ReadOnlySpan<long> dimensions, int number, ScalarType? dtype, string[]? names, bool requires_grad)
    {
        if (dtype is not (ScalarType.Int64 or ScalarType.Bool)) return Filled(operation, dimensions, number, dtype, names, requires_grad);
        RequirePlain(operation, null, names);
        if (requires_grad)
            throw new ArgumentException($"{operation}: requires_grad was asked for element type {dtype}; only float32 has gradients.");
        var result = Tensor.Empty(Shape.Checked(operation, dimensions), dtype.Value);
        result.ContiguousIntegers().Fill(dtype == ScalarType.Bool ? -number : number);
        return result;
    }

    private static Tensor Filled(
        string operation, ReadOnlySpan<long> dimensions, float value, ScalarType? dtype, string[]? names, bool requires_grad)
    {
        RequirePlain(operation, dtype, names);
        return Tensor.Full(Shape.Checked(operation, dimensions), value).requires_grad_(requires_grad);
    }

    private static void RequirePlain(string operation, ScalarType? dtype, string[]? names)
    {
        if (dtype is not (null or ScalarType.Float32))
        {
            throw new NotSupportedException(
                $"{operation}: element type {dtype} was asked for; this makes float32 tensors only, convert them with to(type).");
        }

        if (names is not null)
        {
            throw new NotSupportedException($"{operation}: BitTorch has no named dimensions; leave names out.");
        }
    }
}
