using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Contracts;

/// <summary>Every technique of the catalogue on every profile for images that it can be played with, on a few random images.</summary>
public sealed class ImageNetworksTest
{
    private const int BatchSize = 8;

    private static readonly string[] Profiles = ["images-mlp256", "images-dcgan"];

    private static IEnumerable<object[]> Games => GamesOn(channels: 1);

    private static IEnumerable<object[]> StackedGames => GamesOn(channels: 3);

    private static IEnumerable<object[]> GamesOn(int channels) =>
        from profile in Profiles
        from known in KnownTechniques.All
        where GameRefusal.Of(Cells.SettingsOf(profile, known.Default), new RandomImages(channels).SampleShape, known.Default.Rules) is null
        select new object[] { profile, known.Definition.Name };

    [TestCaseSource(nameof(Games))]
    public void OneStep_OfTwoReplicas_IsFiniteAndEqualsTwoGames_BitForBit(string profile, string technique)
    {
        using var scope = NewDisposeScope();

        var together = Step(profile, technique, 1, 0, 1);
        var (first, second) = (Step(profile, technique, 1, 0), Step(profile, technique, 1, 1));

        // Half a million numbers: compared as spans, since NUnit takes seconds for them.
        Assert.Multiple(() =>
        {
            Assert.That(together, Is.All.Matches<float[]>(values => values is not null && Array.TrueForAll(values, float.IsFinite)));
            for (var i = 0; i < together.Length; i++)
                Assert.That(together[i].AsSpan().SequenceEqual([.. first[i], .. second[i]]), $"{i} of losses, weights, samples");
            Assert.That(first[2].AsSpan().SequenceEqual(second[2]), Is.False, "the seed counts");
            Assert.That(scope.DisposablesCount, Is.Zero, "tensors left behind");
        });
    }

    // What replicas are to each other does not hang on the channels, so one is enough here.
    [TestCaseSource(nameof(StackedGames))]
    public void OneStep_OnThreeChannels_IsFiniteAndDrawsStacks(string profile, string technique)
    {
        using var scope = NewDisposeScope();

        var values = Step(profile, technique, 3, 0);

        Assert.That(values, Is.All.Matches<float[]>(numbers => numbers is not null && Array.TrueForAll(numbers, float.IsFinite)));
        Assert.That(values[^1], Has.Length.EqualTo(3 * 3 * 28 * 28), "three samples of three channels");
        Assert.That(scope.DisposablesCount, Is.Zero, "tensors left behind");
    }

    [Test]
    public void Sample_DoesNotDependOnHowManyAreAskedFor()
    {
        using var game = Game("images-dcgan", "ns-gan", 1, 0);

        var (few, many) = (game.Sample(5)[0].Values.ToArray(), game.Sample(20)[0].Values.ToArray());

        Assert.That(many.AsSpan(0, few.Length).SequenceEqual(few));
    }

    /// <summary>Losses, weights and samples of a game after one step of each side.</summary>
    private static float[][] Step(string profile, string technique, int channels, params int[] seeds)
    {
        using var game = Game(profile, technique, channels, seeds);
        var discriminatorLoss = game.UpdateDiscriminator();
        var generatorLoss = game.UpdateGenerator();
        return
        [
            discriminatorLoss,
            generatorLoss,
            game.DiscriminatorParameters.data<float>().ToArray(),
            game.GeneratorParameters.data<float>().ToArray(),
            [.. game.Sample(3).SelectMany(samples => samples.Values.ToArray())],
        ];
    }

    private static Game Game(string profile, string technique, int channels, params int[] seeds) => new(
        new RandomImages(channels),
        new RandomImages(channels).Open(Cells.NoFiles, null, default),
        Technique(technique),
        Cells.SettingsOf(profile, Technique(technique)) with { Batch = BatchSize },
        generatorSteps: 10,
        seeds);

    private static Technique Technique(string name) => KnownTechniques.All.Single(known => known.Definition.Name == name).Default;
}
