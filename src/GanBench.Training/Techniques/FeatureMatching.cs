using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The generator matches the mean of the discriminator's features instead of fooling the discriminator.</summary>
/// <remarks>G minimises ‖E f(x) - E f(G(z))‖², f the last hidden activations of D. More in docs/techniques/feature-matching.md.</remarks>
public sealed record FeatureMatching : Technique
{
    /// <inheritdoc/>
    public override string Summary => "The generator matches the mean of the discriminator's last hidden activations.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Improved Techniques for Training GANs", "Salimans, Goodfellow, Zaremba, Cheung, Radford, Chen", 2016, "1606.03498");

    /// <inheritdoc/>
    public override Changes Changes => new() { GeneratorObjective = FeatureDifference };

    private static Tensor FeatureDifference(Turn turn)
    {
        var difference = turn.RealFeatures.mean([1L]) - turn.FakeFeatures.mean([1L]);     // [R, F]
        return difference.square().sum(1);                                               // [R]
    }
}
