using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Judges;
using GanBench.Training;
using GanBench.Training.Techniques;

namespace GanBench.Benchmarks.Steps;

/// <summary>The training steps that are timed. What each is stands here and, for PyTorch, in peer/pytorch_steps.py.</summary>
public static class KnownSteps
{
    private const int LookAhead = 5;
    private const double LookAheadRate = 1e-3;

    private static readonly GameSettings Points = KnownProfiles.Find("points-mlp128").Settings;
    private static readonly GameSettings Images = KnownProfiles.Find("images-mlp256").Settings;

    /// <summary>The steps that are timed side by side with PyTorch.</summary>
    public static ImmutableArray<StepCase> WithPeer { get; } =
    [
        Game("ns-ring", new Ring(), new NsGan(), Points),
        Game("gp-ring", new Ring(), new WganGp(Lambda: 0.1), Points with { DiscriminatorSteps = 5 }),
        Unrolled("unrolled5-ring", new Ring(), Points),
        Game("mlp-mnist", new RandomImages(), new NsGan(), Images),
        Dcgan("dcgan-mnist", DcganPeer.Settings),
    ];

    /// <summary>
    /// The steps whose bits are pinned: those with a peer, the convolutional one once more with a batch that costs little, and a judge's.
    /// </summary>
    public static ImmutableArray<StepCase> WithDigest { get; } =
    [
        .. WithPeer,
        Dcgan("dcgan-mnist-batch-8", DcganPeer.Settings with { Batch = 8 }),
        new(
            "judge-glyphs",
            3.0 * Judge.MultiplyAddsPerImage * (JudgeStep.Recipe.DigitsPerStep + JudgeStep.Recipe.NonDigitsPerStep),
            _ => new JudgeStep()),
    ];

    /// <summary>All steps that are timed.</summary>
    public static ImmutableArray<StepCase> All { get; } =
        [.. WithPeer, Game("minibatch-ring", new Ring(), new MinibatchDiscrimination(), Points)];

    private static StepCase Game(string name, Dataset dataset, Technique technique, GameSettings settings)
    {
        var generator = NetworkWork.Of(settings.For(dataset, technique.Rules).Generator());
        var discriminator = NetworkWork.Of(settings.For(dataset, technique.Rules).Discriminator());
        var update = StepWork.OfDiscriminator(generator, discriminator)
            + (technique is WganGp ? StepWork.OfSlopePenalty(discriminator) : 0);
        var work = (settings.DiscriminatorSteps * update) + StepWork.OfGenerator(generator, discriminator);
        return new StepCase(name, settings.Batch * work, seeds => new GameStep(dataset, Open(dataset), technique, settings, seeds));
    }

    private static StepCase Unrolled(string name, Dataset dataset, GameSettings settings)
    {
        var generator = NetworkWork.Of(settings.For(dataset, new NsGan().Rules).Generator());
        var discriminator = NetworkWork.Of(settings.For(dataset, new NsGan().Rules).Discriminator());
        var work = StepWork.OfDiscriminator(generator, discriminator) + StepWork.OfLookAhead(generator, discriminator, LookAhead);
        return new StepCase(
            name, settings.Batch * work, seeds => new UnrolledStep(dataset, Open(dataset), settings, LookAhead, LookAheadRate, seeds));
    }

    private static StepCase Dcgan(string name, GameSettings settings)
    {
        var (generator, discriminator) = (DcganPeer.Generator, DcganPeer.Discriminator);
        var work = StepWork.OfDiscriminator(generator, discriminator) + StepWork.OfGenerator(generator, discriminator);
        return new StepCase(
            name,
            settings.Batch * work,
            seeds => new GameStep(new RandomImages(), new RandomImages().Open(), new NsGan(), settings, seeds));
    }

    /// <summary>Both kinds of data are made, not read, so no place for files is needed.</summary>
    private static TrainingData Open(Dataset dataset) => dataset.Open(new DataLocations(null, string.Empty), null, CancellationToken.None);
}
