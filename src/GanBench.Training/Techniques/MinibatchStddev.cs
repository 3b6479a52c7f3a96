using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator sees how much the samples of the batch differ, as one more feature.</summary>
/// <remarks>
/// Appends 1/F Σ_f √(Var_B f(x)_f + ε) to the features f(x) of every sample: the standard deviation of each feature over the batch (divisor B),
/// averaged over the features (arXiv:1710.10196, section 3). Losses as in the baseline; real and generated samples form batches of their own.
/// Departures: the authors' code takes groups of 4 samples, the paper and this the whole batch. Theirs adds the number as a feature map
/// before the last convolution, this behind the last hidden layer. ε = 1e-8 inside the root as in their code.
/// </remarks>
/// <param name="Epsilon">ε, keeps the slope of the root finite when all samples are equal.</param>
public sealed record MinibatchStddev(
    [Setting("added to each variance before the root", Minimum = 1e-12)] double Epsilon = 1e-8) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "The discriminator sees how much the samples of its batch differ, as one more feature.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Progressive Growing of GANs for Improved Quality, Stability, and Variation", "Karras, Aila, Laine, Lehtinen", 2017, "1710.10196");

    /// <inheritdoc/>
    public override BatchLayer AcrossTheBatch => new Spread(Epsilon);

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
