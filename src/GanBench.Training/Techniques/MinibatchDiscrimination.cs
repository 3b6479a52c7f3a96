using GanBench.Definitions;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>The discriminator sees how close each sample lies to the others of its batch.</summary>
/// <remarks>
/// M = f(x) T with T of shape [F, kernels, dimensions]; o(x_i)_b = Σ_j exp(-‖M_ib - M_jb‖₁); o is appended to the features f(x). More in
/// docs/techniques/minibatch-discrimination.md.
/// </remarks>
/// <param name="Kernels">Number of kernels b, the features that are appended.</param>
/// <param name="Dimensions">Dimensions of each kernel's distance.</param>
/// <param name="SelfTerm">1 to count a sample's closeness to itself, the constant 1; 0 to leave it out.</param>
public sealed record MinibatchDiscrimination(
    [Setting("number of features that are appended", Minimum = 1, Maximum = 1000)] int Kernels = 16,
    [Setting("dimensions of each kernel's distance", Minimum = 1, Maximum = 100)] int Dimensions = 4,
    [Setting("1 to count a sample's closeness to itself, 0 to leave it out", Minimum = 0, Maximum = 1)] int SelfTerm = 0) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The discriminator sees how close each sample lies to the others of its batch.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Improved Techniques for Training GANs", "Salimans, Goodfellow, Zaremba, Cheung, Radford, Chen", 2016, "1606.03498");

    /// <inheritdoc/>
    public override Changes Changes => new() { AcrossTheBatch = new Closeness(Kernels, Dimensions, SelfTerm != 0) };

    private sealed record Closeness(int Kernels, int Dimensions, bool SelfTerm) : BatchLayer
    {
        public override IReadOnlyList<ParameterBlock> Blocks(int features) =>
            [new("minibatch.tensor", [features, Kernels * Dimensions], new Gaussian(1 / Math.Sqrt(features)))];

        public override int OutputFeatures(int features) => features + Kernels;

        public override Tensor Apply(ReadOnlySpan<Tensor> parameters, Tensor features)
        {
            var (replicas, batch) = (features.size(0), features.size(1));
            var projected = features.bmm(parameters[0]).view(replicas, batch, Kernels, Dimensions).permute(0, 2, 1, 3);
            var distances = cdist(projected, projected, p: 1);                     // [R, kernels, B, B]
            var closeness = distances.neg().exp().sum(dim: 3);                     // [R, kernels, B]
            if (!SelfTerm) closeness = closeness - 1;
            return cat([features, closeness.transpose(1, 2)], dim: 2);             // [R, B, F + kernels]
        }
    }
}
