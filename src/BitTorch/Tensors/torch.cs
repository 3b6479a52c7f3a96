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
}
