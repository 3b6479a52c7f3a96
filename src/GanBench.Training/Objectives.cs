using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>What each side of the game minimises, put together from a technique's parts.</summary>
public static class Objectives
{
    /// <summary>The discriminator's loss, penalties included.</summary>
    /// <param name="technique">Says what is minimised.</param>
    /// <param name="discriminator">The network.</param>
    /// <param name="parameters">Its flat parameters, shape [R, P].</param>
    /// <param name="real">Real samples, shape [R, B, d].</param>
    /// <param name="fake">Generated samples without gradient, shape [R, B, d].</param>
    /// <param name="noise">The technique's random numbers for this step.</param>
    /// <returns>Shape [R].</returns>
    public static Tensor OfDiscriminator(
        Technique technique, Network discriminator, Tensor parameters, Tensor real, Tensor fake, Noise noise)
    {
        var loss = technique.DiscriminatorLoss(Judge(real), Judge(fake));
        var penalty = technique.DiscriminatorPenalty(Judge, real, fake, noise);
        return penalty is null ? loss : loss + penalty;

        Tensor Judge(Tensor samples) => discriminator.Apply(parameters, samples).Output.squeeze(2);
    }

    /// <summary>The generator's loss.</summary>
    /// <param name="technique">Says what is minimised.</param>
    /// <param name="discriminator">The network.</param>
    /// <param name="parameters">Its flat parameters without gradient, shape [R, P].</param>
    /// <param name="fake">Generated samples, shape [R, B, d].</param>
    /// <returns>Shape [R].</returns>
    public static Tensor OfGenerator(Technique technique, Network discriminator, Tensor parameters, Tensor fake) =>
        technique.GeneratorLoss(discriminator.Apply(parameters, fake).Output.squeeze(2));
}
