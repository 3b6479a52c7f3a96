namespace BitTorch;

/// <summary>A number that stands in for a tensor argument; float32 arithmetic uses it rounded to float32.</summary>
public sealed class Scalar
{
    private readonly double value;

    private Scalar(double value) => this.value = value;

    internal float Single => (float)value;

    internal double Double => value;

    /// <summary>Wraps a number.</summary>
    public static implicit operator Scalar(float value) => new(value);

    /// <summary>Wraps a number.</summary>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>Wraps a number.</summary>
    public static implicit operator Scalar(int value) => new(value);

    /// <summary>Wraps a number.</summary>
    public static implicit operator Scalar(long value) => new(value);
}
