using GanBench.Definitions;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Techniques;

/// <summary>Two time scales: the discriminator learns at another rate than the generator.</summary>
/// <remarks>
/// rate_D = f_D · rate, rate_G = f_G · rate, with the rates of the network profile; losses as in the baseline (arXiv:1706.08500, section 2).
/// The paper chooses rates for each dataset. The defaults, 1 and 0.25, are the ratio that arXiv:1805.08318 takes: 4e-4 for D, 1e-4 for G.
/// Departures: the paper's proof asks for rates that fall over training; as in its experiments they stay. Its rates are absolute; here they are
/// factors, so that one setting serves every profile.
/// </remarks>
/// <param name="DiscriminatorRateFactor">f_D, above 0.</param>
/// <param name="GeneratorRateFactor">f_G, above 0.</param>
public sealed record Ttur(
    [Setting("the discriminator's learning rate, in rates of the network profile", Minimum = 1e-6, Maximum = 1e6)] double DiscriminatorRateFactor = 1,
    [Setting("the generator's learning rate, in rates of the network profile", Minimum = 1e-6, Maximum = 1e6)] double GeneratorRateFactor = 0.25) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Discriminator and generator learn at different rates.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium",
        "Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter",
        2017,
        "1706.08500");

    /// <inheritdoc/>
    public override Optimiser GeneratorOptimiser(Optimiser usual) => usual with { LearningRate = GeneratorRateFactor * usual.LearningRate };

    /// <inheritdoc/>
    public override Optimiser DiscriminatorOptimiser(Optimiser usual) => usual with { LearningRate = DiscriminatorRateFactor * usual.LearningRate };
}
