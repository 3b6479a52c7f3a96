using BitTorch.Autograd;

namespace BitTorch;

/// <summary>The engine's functions, under TorchSharp's names. Arithmetic is float32; everything lives in this process's memory.</summary>
public static partial class torch
{
    /// <summary>Element type. Arithmetic is for <see cref="Float32"/>; the others hold indices and masks.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Whole numbers for indices and classes; in this engine each must fit 32 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE 754 binary32.</summary>
        Float32 = 6,

        /// <summary>True or false.</summary>
        Bool = 11,
    }

    /// <summary>What becomes of the fractional part of a quotient.</summary>
    public enum RoundingMode
    {
        /// <summary>It stays.</summary>
        None,
    }

    /// <summary>IEEE 754 binary32, the type of all arithmetic.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;

    /// <summary>Indices and classes.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;

    /// <summary>Masks.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;

    /// <summary>A place where tensors live; this engine has one, <see cref="CPU"/>.</summary>
    public sealed class Device
    {
        internal Device()
        {
        }
    }

    /// <summary>This process's memory.</summary>
    public static readonly Device CPU = new();

    /// <summary>Opens a scope that disposes the tensors made inside it.</summary>
    /// <returns>The scope, to be disposed on the same thread.</returns>
    public static DisposeScope NewDisposeScope() => DisposeScope.Open();

    /// <summary>Turns off the recording of gradients on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => GradientMode.Set(false);

    /// <summary>Turns the recording of gradients on this thread on or off until the result is disposed.</summary>
    /// <param name="enabled">Whether operations are recorded.</param>
    public static IDisposable enable_grad(bool enabled = true) => GradientMode.Set(enabled);

    /// <summary>Whether operations are recorded on this thread.</summary>
    public static bool is_grad_enabled() => GradientMode.IsRecording;

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

    private static Tensor Copy(ReadOnlySpan<float> values, ReadOnlySpan<long> dimensions, ScalarType? dtype, string[]? names, bool requires_grad)
    {
        RequirePlain("tensor", dtype, names);
        var sizes = Shape.Checked("tensor", dimensions);
        if (Shape.ElementCount(sizes) != values.Length)
        {
            throw new ArgumentException(
                $"tensor: {values.Length} numbers were given for shape {Shape.Text(sizes)}, which holds {Shape.ElementCount(sizes)}.", nameof(values));
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
        if (requires_grad) throw new ArgumentException($"{operation}: requires_grad was asked for element type {dtype}; only float32 has gradients.");
        var result = Tensor.Empty(Shape.Checked(operation, dimensions), dtype.Value);
        result.ContiguousIntegers().Fill(dtype == ScalarType.Bool ? -number : number);
        return result;
    }

    private static Tensor Filled(
        string operation, ReadOnlySpan<long> dimensions, float value, ScalarType? dtype, string[]? names, bool requires_grad)
    {
        RequirePlain(operation, dtype, names);
        var result = Tensor.Empty(Shape.Checked(operation, dimensions));
        result.ContiguousSpan().Fill(value);
        return result.requires_grad_(requires_grad);
    }

    private static void RequirePlain(string operation, ScalarType? dtype, string[]? names)
    {
        if (dtype is not (null or ScalarType.Float32))
        {
            throw new NotSupportedException($"{operation}: element type {dtype} was asked for; this makes float32 tensors only, convert them with to(type).");
        }

        if (names is not null)
        {
            throw new NotSupportedException($"{operation}: BitTorch has no named dimensions; leave names out.");
        }
    }
}
