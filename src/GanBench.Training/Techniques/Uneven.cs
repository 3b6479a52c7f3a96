using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Uneven updates: the discriminator makes k steps for each step of the generator.</summary>
/// <remarks>
/// k is a parameter of arXiv:1406.2661, algorithm 1, which takes k = 1 in its experiments; 5 is the custom of Wasserstein critics. Losses as
/// in the baseline; every step has a batch of its own. Departures: none known.
/// </remarks>
/// <param name="DiscriminatorSteps">k, discriminator updates per generator update.</param>
public sealed record Uneven(
    [Setting("discriminator updates per generator update", Minimum = 1, Maximum = 1000)] int DiscriminatorSteps = 2) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => $"{DiscriminatorSteps} discriminator updates per generator update.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Generative Adversarial Networks",
        "Goodfellow, Pouget-Abadie, Mirza, Xu, Warde-Farley, Ozair, Courville, Bengio",
        2014,
        "1406.2661");

    /// <inheritdoc/>
    public override int DiscriminatorStepsPerGeneratorStep => DiscriminatorSteps;
}
