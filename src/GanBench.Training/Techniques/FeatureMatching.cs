using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The generator matches the mean of the discriminator's features instead of fooling the discriminator.</summary>
/// <remarks>
/// G minimises ‖E f(x) - E f(G(z))‖², f the last hidden activations of D; D as in the baseline (arXiv:1606.03498, section 3.1).
/// Departures: the authors' MNIST code takes the mean over the features where the paper's norm, and this, takes the sum; a constant factor.
/// Their CIFAR code takes the mean absolute difference. They train a classifier with one more class on labelled data, with noise or
/// dropout in its layers; here D is the baseline's.
/// </remarks>
public sealed record FeatureMatching : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "The generator matches the mean of the discriminator's last hidden activations.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Improved Techniques for Training GANs", "Salimans, Goodfellow, Zaremba, Cheung, Radford, Chen", 2016, "1606.03498");

    /// <inheritdoc/>
    public override Tensor GeneratorObjective(Turn turn)
    {
        var difference = turn.RealFeatures.mean([1L]) - turn.FakeFeatures.mean([1L]);     // [R, F]
        return difference.square().sum(1);                                               // [R]
    }
}
