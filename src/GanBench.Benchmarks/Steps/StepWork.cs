namespace GanBench.Benchmarks.Steps;

/// <summary>Multiply-adds of the matrix products that a training step needs, counted for one sample of its batch.</summary>
/// <remarks>
/// Needed means: a gradient that nobody asks for does not count, such as the discriminator's weights in a generator update.
/// </remarks>
internal static class StepWork
{
    /// <summary>The discriminator's update: generate, judge a real and a generated batch, differentiate by the weights.</summary>
    public static double OfDiscriminator(NetworkWork generator, NetworkWork discriminator) =>
        generator.All + (2 * (discriminator.All + discriminator.All + discriminator.HiddenGradients));

    /// <summary>The generator's update: generate, judge, differentiate through the discriminator and by the generator's weights.</summary>
    public static double OfGenerator(NetworkWork generator, NetworkWork discriminator) =>
        generator.All + discriminator.All + discriminator.All + generator.All + generator.HiddenGradients;

    /// <summary>
    /// A penalty on the slope: judge, differentiate by the input, and differentiate that by the weights. The activations' slopes are
    /// constant between their kinks, so the second pass goes through the products of the first gradient only.
    /// </summary>
    public static double OfSlopePenalty(NetworkWork discriminator) =>
        discriminator.All + discriminator.All + discriminator.All + (discriminator.All - discriminator.Last);

    /// <summary>The generator's update through K differentiated gradient steps of the discriminator.</summary>
    public static double OfLookAhead(NetworkWork generator, NetworkWork discriminator, int lookAhead)
    {
        var (all, hidden) = (discriminator.All, discriminator.HiddenGradients);
        var gradientStep = 2 * (all + all + hidden);

        // Backwards through a gradient step: its weight gradients, input gradients and forward products, two factors each.
        var realBackwards = (all + hidden) + (hidden + hidden) + (all + hidden);
        var fakeBackwards = (all + all) + (hidden + hidden) + (all + all);

        // The first step starts from constants: no gradient by its weights, and none on real samples at all.
        var firstBackwards = (all + all) + hidden + all;
        var lastLoss = all + all + all;
        var generatorPasses = generator.All + generator.All + generator.HiddenGradients;
        return generatorPasses + (lookAhead * gradientStep)
            + ((lookAhead - 1) * (realBackwards + fakeBackwards)) + firstBackwards + lastLoss;
    }
}
