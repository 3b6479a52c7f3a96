using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator sees how much the samples of the batch differ, as one more feature.</summary>
/// <remarks>
/// Appends 1/F Σ_f √(Var_B f(x)_f + ε) to the F features f(x) of every sample, the variance over the batch with divisor B. More in
/// docs/techniques/minibatch-stddev.md.
/// </remarks>
/// <param name="Epsilon">ε, keeps the slope of the root finite when all samples are equal.</param>
public sealed record MinibatchStddev(
    [Setting("added to each variance before the root", Minimum = 1e-12)] double Epsilon = 1e-8) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The discriminator sees how much the samples of its batch differ, as one more feature.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Progressive Growing of GANs for Improved Quality, Stability, and Variation", "Karras, Aila, Laine, Lehtinen", 2017, "1710.10196");

    /// <inheritdoc/>
    public override Changes Changes => new() { AcrossTheBatch = new Spread(Epsilon) };

    private sealed record Spread(double Epsilon) : BatchLayer
    {
        public override IReadOnlyList<ParameterBlock> Blocks(int features) => [];

        public override int OutputFeatures(int features) => features + 1;

        public override Tensor Apply(ReadOnlySpan<Tensor> parameters, Tensor features)
        {
            var (replicas, batch) = (features.size(0), features.size(1));
            var deviations = (features.var(1, unbiased: false) + Epsilon).sqrt();                // [R, F]
            var spread = deviations.mean([1L]).view(replicas, 1, 1).expand(replicas, batch, 1);   // [R, B, 1]
            return cat([features, spread], dim: 2);                                              // [R, B, F + 1]
        }
    }
}
