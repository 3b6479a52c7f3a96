using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>Independent normal numbers with mean 0 and the standard deviation gain * sqrt(2 / inputs).</summary>
/// <remarks>He, Zhang, Ren, Sun, arXiv:1502.01852, section 2.2; what counts as inputs, <see cref="Fans"/> says.</remarks>
/// <param name="Gain">Factor on the standard deviation, above 0.</param>
public sealed record He(double Gain) : Initialisation
{
    /// <inheritdoc/>
    public override void Fill(SeedStream stream, ImmutableArray<long> shape, Span<float> values) =>
        new Gaussian(Gain * Math.Sqrt(2.0 / Fans.Of(shape).Inputs)).Fill(stream, shape, values);
}
