using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The non-saturating game: the baseline that every other technique changes.</summary>
/// <remarks>
/// D minimises E softplus(-D(x)) + E softplus(D(G(z))); G minimises E softplus(-D(G(z))), the "log D trick" of arXiv:1406.2661, section 3.
/// Departures: none known; the loss is the logit form of -log D and -log(1 - D).
/// </remarks>
public sealed record NsGan : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Non-saturating loss; the baseline.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Generative Adversarial Networks",
        "Goodfellow, Pouget-Abadie, Mirza, Xu, Warde-Farley, Ozair, Courville, Bengio",
        2014,
        "1406.2661");
}
