using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Two time scales: the discriminator learns at another rate than the generator. More in docs/techniques/ttur.md.</summary>
/// <param name="DiscriminatorRateFactor">f_D, above 0: rate_D = f_D · the usual rate.</param>
/// <param name="GeneratorRateFactor">f_G, above 0: rate_G = f_G · the usual rate.</param>
public sealed record Ttur(
    [Setting("the discriminator's learning rate, in rates of the settings", Minimum = 1e-6, Maximum = 1e6)]
    double DiscriminatorRateFactor = 1,
    [Setting("the generator's learning rate, in rates of the settings", Minimum = 1e-6, Maximum = 1e6)]
    double GeneratorRateFactor = 0.25) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Discriminator and generator learn at different rates.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium",
        "Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter",
        2017,
        "1706.08500");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        DiscriminatorOptimiser = usual => usual with { LearningRate = DiscriminatorRateFactor * usual.LearningRate },
        GeneratorOptimiser = usual => usual with { LearningRate = GeneratorRateFactor * usual.LearningRate },
    };
}
