using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>Independent uniform numbers between minus and plus gain * sqrt(6 / (inputs + outputs)).</summary>
/// <remarks>Glorot, Bengio, AISTATS 2010, equation 16; what counts as inputs and outputs, <see cref="Fans"/> says.</remarks>
/// <param name="Gain">Factor on the bound, above 0.</param>
public sealed record Glorot(double Gain) : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values)
    {
        var (inputs, outputs) = Fans.Of(shape);
        var bound = (float)(Gain * Math.Sqrt(6.0 / (inputs + outputs)));
        stream.Uniform(0, values);
        foreach (ref var value in values)
            value = bound * ((2 * value) - 1);
    }
}
