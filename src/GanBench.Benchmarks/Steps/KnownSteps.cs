using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Judges;
using GanBench.Training;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Benchmarks.Steps;

/// <summary>The training steps that are timed. What each is stands here and, for PyTorch, in peer/pytorch_steps.py.</summary>
public static class KnownSteps
{
    private const int LookAhead = 5;
    private const double LookAheadRate = 1e-3;

    /// <summary>The steps that are timed side by side with PyTorch.</summary>
    public static ImmutableArray<StepCase> WithPeer { get; } =
    [
        Game("ns-ring", new Ring(), new NsGan(), KnownProfiles.PointsPerceptron),
        Game("gp-ring", new Ring(), new WganGp(Lambda: 0.1), KnownProfiles.PointsPerceptron),
        Unrolled("unrolled5-ring", new Ring(), KnownProfiles.PointsPerceptron),
        Game("mlp-mnist", new RandomImages(), new NsGan(), KnownProfiles.ImagesPerceptron),
        Dcgan("dcgan-mnist", DcganPeer.Profile),
    ];

    /// <summary>The steps whose bits are pinned: those with a peer, the convolutional one once more with a batch that costs little, and a judge's.</summary>
    public static ImmutableArray<StepCase> WithDigest { get; } =
    [
        .. WithPeer,
        Dcgan("dcgan-mnist-batch-8", DcganPeer.Profile with { BatchSize = 8 }),
        new("judge-glyphs", 3.0 * Judge.MultiplyAddsPerImage * (JudgeStep.Recipe.DigitsPerStep + JudgeStep.Recipe.NonDigitsPerStep), _ => new JudgeStep()),
    ];

    /// <summary>All steps that are timed.</summary>
    public static ImmutableArray<StepCase> All { get; } =
        [.. WithPeer, Game("minibatch-ring", new Ring(), new MinibatchDiscrimination(), KnownProfiles.PointsPerceptron)];

    private static StepCase Game(string name, Dataset dataset, Technique technique, NetworkProfile profile)
    {
        var generator = NetworkWork.Of(profile.For(dataset, technique.Rules).Generator());
        var discriminator = NetworkWork.Of(profile.For(dataset, technique.Rules).Discriminator());
        var update = StepWork.OfDiscriminator(generator, discriminator) + (technique is WganGp ? StepWork.OfSlopePenalty(discriminator) : 0);
        var work = (OwnSettings.DiscriminatorSteps(technique.Rules) * update) + StepWork.OfGenerator(generator, discriminator);
        return new StepCase(name, profile.BatchSize * work, seeds => new GameStep(dataset, Open(dataset), technique, profile, seeds));
    }

    private static StepCase Unrolled(string name, Dataset dataset, NetworkProfile profile)
    {
        var generator = NetworkWork.Of(profile.For(dataset, new NsGan().Rules).Generator());
        var discriminator = NetworkWork.Of(profile.For(dataset, new NsGan().Rules).Discriminator());
        var work = StepWork.OfDiscriminator(generator, discriminator) + StepWork.OfLookAhead(generator, discriminator, LookAhead);
        return new StepCase(name, profile.BatchSize * work, seeds => new UnrolledStep(dataset, Open(dataset), profile, LookAhead, LookAheadRate, seeds));
    }

    private static StepCase Dcgan(string name, NetworkProfile profile)
    {
        var (generator, discriminator) = (DcganPeer.Generator, DcganPeer.Discriminator);
        var work = StepWork.OfDiscriminator(generator, discriminator) + StepWork.OfGenerator(generator, discriminator);
        return new StepCase(
            name, profile.BatchSize * work, seeds => new GameStep(new RandomImages(), new RandomImages().Open(), new NsGan(), profile, seeds));
    }

    /// <summary>Both kinds of data are made, not read, so no place for files is needed.</summary>
    private static TrainingData Open(Dataset dataset) => dataset.Open(new DataLocations(null, string.Empty), null, CancellationToken.None);
}
