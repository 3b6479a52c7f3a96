using System.Collections.Immutable;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>Settings that are allowed one by one and make no sense together.</summary>
public static class GameRefusal
{
    /// <summary>Why a game cannot be played, or null when it can.</summary>
    /// <param name="settings">The settings of the game.</param>
    /// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    /// <param name="rules">What it is played by.</param>
    /// <returns>Half a sentence or more, without a full stop.</returns>
    public static string? Of(GameSettings settings, ImmutableArray<int> sampleShape, Rules rules)
    {
        var architecture = Architecture.Of(settings);
        return architecture.Refusal(rules.ShownShape(sampleShape, settings.Latent))
            ?? architecture.Refusal(sampleShape)
            ?? OfNormalisation(settings, sampleShape, rules)
            ?? OfSizes(settings, sampleShape, rules);
    }

    private static string? OfNormalisation(GameSettings settings, ImmutableArray<int> sampleShape, Rules rules)
    {
        if (settings.Discriminator.BatchNormalisation != BatchNormalisation.None && settings.Batch == 1)
            return "the discriminator is normalised over the batch, and a batch of 1 is its own mean; take a batch of at least 2";
        if (settings.Generator.BatchNormalisation == BatchNormalisation.None)
            return null;

        // The networks of the same game that keep no statistics: of those that do, a mixture cannot even be made.
        var withoutAverages = settings with { Generator = settings.Generator with { BatchNormalisation = BatchNormalisation.Batch } };
        var generators = rules.Generator(withoutAverages.For(sampleShape, rules)) is Mixture mixture ? mixture.Generators : 1;
        if (generators > 1 && settings.Generator.BatchNormalisation == BatchNormalisation.Population)
            return "running averages are one generator's, and here several make a batch; take generator.batch-normalisation batch or none";
        if (settings.Batch * (long)rules.SamplesPerInput > generators)
            return null;
        var who = generators > 1 ? "each of several generators" : "it";
        return $"the generator is normalised over the batch, and {who} makes one sample of it only; take a larger batch";
    }

    /// <summary>An array holds 2^31 numbers at most.</summary>
    private static string? OfSizes(GameSettings settings, ImmutableArray<int> sampleShape, Rules rules)
    {
        var dimension = sampleShape.Aggregate(1L, (product, size) => product * size);
        if (settings.TrainingSamples * dimension > Array.MaxLength)
            return $"{settings.TrainingSamples} training samples of {dimension} numbers are more than fit into memory at once";
        var samples = (long)settings.Batch * rules.SamplesPerInput;
        if (samples * Math.Max(dimension, settings.Latent) > Array.MaxLength)
            return $"a batch of {samples} samples and their latent vectors is more than fits into memory at once";
        var networks = settings.For(sampleShape, rules);
        var largest = Math.Max(rules.Generator(networks).Layout.Count, rules.Discriminator(networks).Layout.Count);
        return largest > Array.MaxLength ? $"a network of {largest} parameters is more than fits into memory at once" : null;
    }
}
