using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Techniques;

/// <summary>
/// The places where papers differ from the baseline, the non-saturating game; null where a technique does what the baseline does.
/// </summary>
/// <remarks>
/// A new place is a member here with its line in <see cref="Then"/>, and what the baseline does there in <see cref="Rules"/>; where two
/// techniques cannot both decide, a line in <see cref="Composition"/> as well.
/// </remarks>
public sealed record Changes
{
    /// <summary>No changes: the baseline.</summary>
    public static Changes None { get; } = new();

    /// <summary>
    /// What the authors' experiments set besides, by the names of <see cref="GameSettings"/>, flat or short; a spec may say otherwise.
    /// </summary>
    public ImmutableSortedDictionary<string, SettingValue> Settings { get; init; } = SettingLayers.None;

    /// <summary>
    /// Samples that make up one input of the discriminator, at least 1. A batch has that many times the batch size of samples.
    /// </summary>
    public int? SamplesPerInput { get; init; }

    /// <summary>Makes of the usual optimiser of the generator the one that updates it.</summary>
    public Func<Optimiser, Optimiser>? GeneratorOptimiser { get; init; }

    /// <summary>Makes of the usual optimiser of the discriminator the one that updates it.</summary>
    public Func<Optimiser, Optimiser>? DiscriminatorOptimiser { get; init; }

    /// <summary>The generator: latent vectors in, samples out.</summary>
    public Func<NetworkChoice, Network>? Generator { get; init; }

    /// <summary>The discriminator: what it is shown in, logits out.</summary>
    public Func<NetworkChoice, Network>? Discriminator { get; init; }

    /// <summary>A network that is trained together with the generator, on the generator's loss.</summary>
    public Func<NetworkChoice, Network>? Companion { get; init; }

    /// <summary>A layer between the discriminator's last hidden layer and its output layer.</summary>
    public BatchLayer? AcrossTheBatch { get; init; }

    /// <summary>What the discriminator's layers multiply with, made from their weights.</summary>
    public WeightRule? DiscriminatorWeights { get; init; }

    /// <summary>
    /// Shape of one input of the discriminator, from the shape of one sample (<c>[d]</c>, or <c>[channels, height, width]</c>) and the
    /// numbers per latent vector.
    /// </summary>
    public Func<ImmutableArray<int>, int, ImmutableArray<int>>? ShownShape { get; init; }

    /// <summary>
    /// What the discriminator is shown of a batch; differentiable. With the technique's own random numbers for the update. Gives the shape
    /// [R, B, product of <see cref="ShownShape"/>], B the batch size.
    /// </summary>
    public Func<Batch, Noise, Tensor>? Shown { get; init; }

    /// <summary>
    /// How real the discriminator takes each input to be, from its outputs, higher meaning more real; shape [R, B]. It says for
    /// measurements what of several outputs speaks of real and generated; only the order of the numbers means anything.
    /// </summary>
    public Func<Tensor, Tensor>? RealScore { get; init; }

    /// <summary>
    /// What the discriminator minimises, penalties left out, from the logits of real and of generated samples: each of shape [R, B], or [R,
    /// B, outputs] of a discriminator with several outputs, to [R].
    /// </summary>
    public Func<Tensor, Tensor, Tensor>? DiscriminatorLoss { get; init; }

    /// <summary>What is added to the discriminator's loss.</summary>
    public DiscriminatorPenalty? DiscriminatorPenalty { get; init; }

    /// <summary>Changes the discriminator's flat parameters, shape [R, P], in place after each of its updates.</summary>
    public Action<ParameterLayout, Tensor>? AfterDiscriminatorStep { get; init; }

    /// <summary>
    /// What the generator minimises, penalties left out, from the logits of its samples: as for <see cref="DiscriminatorLoss"/>.
    /// </summary>
    public Func<Tensor, Tensor>? GeneratorLoss { get; init; }

    /// <summary>
    /// What the generator minimises, shape [R], where that takes more than the logits of its samples: in place of
    /// <see cref="GeneratorLoss"/>.
    /// </summary>
    public Func<Turn, Tensor>? GeneratorObjective { get; init; }

    /// <summary>What is added to the generator's loss, shape [R].</summary>
    public Func<Turn, Tensor>? GeneratorPenalty { get; init; }

    /// <summary>The discriminator that the generator plays against: flat parameters, shape [R, P].</summary>
    public Func<Turn, Tensor>? FacedDiscriminator { get; init; }

    /// <summary>
    /// These changes and then others: penalties are added; what the discriminator is shown, optimisers and changes after a step go through
    /// both in order; everything else comes from the one that says it.
    /// </summary>
    /// <param name="next">The others.</param>
    public Changes Then(Changes next) => new()
    {
        Settings = Settings.SetItems(next.Settings),
        SamplesPerInput = (SamplesPerInput * next.SamplesPerInput) ?? SamplesPerInput ?? next.SamplesPerInput,
        GeneratorOptimiser = Both(GeneratorOptimiser, next.GeneratorOptimiser, (first, second) => usual => second(first(usual))),
        DiscriminatorOptimiser = Both(
            DiscriminatorOptimiser, next.DiscriminatorOptimiser, (first, second) => usual => second(first(usual))),
        Generator = Generator ?? next.Generator,
        Discriminator = Discriminator ?? next.Discriminator,
        Companion = Companion ?? next.Companion,
        AcrossTheBatch = AcrossTheBatch ?? next.AcrossTheBatch,
        DiscriminatorWeights = DiscriminatorWeights ?? next.DiscriminatorWeights,
        ShownShape = Both(ShownShape, next.ShownShape, (first, second) => (shape, latent) => second(first(shape, latent), latent)),
        Shown = Both(Shown, next.Shown, (first, second) => (batch, noise) => second(
            batch with
            {
                Samples = first(batch, noise),
                Shape = ShownShape?.Invoke(batch.Shape, batch.LatentDimension) ?? batch.Shape,
            },
            noise)),
        RealScore = RealScore ?? next.RealScore,
        DiscriminatorLoss = DiscriminatorLoss ?? next.DiscriminatorLoss,
        DiscriminatorPenalty = Both(DiscriminatorPenalty, next.DiscriminatorPenalty, (first, second) =>
            (discriminator, real, fake, noise) => first(discriminator, real, fake, noise) + second(discriminator, real, fake, noise)),
        AfterDiscriminatorStep = AfterDiscriminatorStep + next.AfterDiscriminatorStep,
        GeneratorLoss = GeneratorLoss ?? next.GeneratorLoss,
        GeneratorObjective = GeneratorObjective ?? next.GeneratorObjective,
        GeneratorPenalty = Both(GeneratorPenalty, next.GeneratorPenalty, (first, second) => turn => first(turn) + second(turn)),
        FacedDiscriminator = FacedDiscriminator ?? next.FacedDiscriminator,
    };

    private static T? Both<T>(T? first, T? second, Func<T, T, T> joined)
        where T : class =>
        first is null ? second : second is null ? first : joined(first, second);
}
