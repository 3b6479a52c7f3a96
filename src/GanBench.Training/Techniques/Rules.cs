using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Techniques;

/// <summary>
/// What a game is played by: a technique's changes, and the baseline where it changes nothing. Worked out once for a game.
/// </summary>
/// <param name="changes">What the technique changes; says of every member what goes in and what comes out.</param>
public sealed class Rules(Changes changes)
{
    /// <inheritdoc cref="Changes.Settings"/>
    public ImmutableSortedDictionary<string, SettingValue> Settings { get; } = changes.Settings;

    /// <inheritdoc cref="Changes.SamplesPerInput"/>
    public int SamplesPerInput { get; } = changes.SamplesPerInput ?? 1;

    /// <inheritdoc cref="Changes.GeneratorOptimiser"/>
    public Func<Optimiser, Optimiser> GeneratorOptimiser { get; } = changes.GeneratorOptimiser ?? (usual => usual);

    /// <inheritdoc cref="Changes.DiscriminatorOptimiser"/>
    public Func<Optimiser, Optimiser> DiscriminatorOptimiser { get; } = changes.DiscriminatorOptimiser ?? (usual => usual);

    /// <inheritdoc cref="Changes.Generator"/>
    public Func<NetworkChoice, Network> Generator { get; } = changes.Generator ?? (networks => networks.Generator());

    /// <inheritdoc cref="Changes.Discriminator"/>
    public Func<NetworkChoice, Network> Discriminator { get; } = changes.Discriminator ?? (networks => networks.Discriminator());

    /// <summary>A network that is trained together with the generator, on the generator's loss, or null.</summary>
    public Func<NetworkChoice, Network>? Companion { get; } = changes.Companion;

    /// <summary>A layer between the discriminator's last hidden layer and its output layer, or null.</summary>
    public BatchLayer? AcrossTheBatch { get; } = changes.AcrossTheBatch;

    /// <summary>What the discriminator's layers multiply with, made from their weights; null for the weights as they are.</summary>
    public WeightRule? DiscriminatorWeights { get; } = changes.DiscriminatorWeights;

    /// <inheritdoc cref="Changes.ShownShape"/>
    public Func<ImmutableArray<int>, int, ImmutableArray<int>> ShownShape { get; } =
        changes.ShownShape ?? ((sampleShape, _) => sampleShape);

    /// <inheritdoc cref="Changes.Shown"/>
    public Func<Batch, Noise, Tensor> Shown { get; } = changes.Shown ?? ((batch, _) => batch.Samples);

    /// <inheritdoc cref="Changes.RealScore"/>
    public Func<Tensor, Tensor> RealScore { get; } = changes.RealScore ?? (outputs => outputs);

    /// <inheritdoc cref="Changes.DiscriminatorLoss"/>
    public Func<Tensor, Tensor, Tensor> DiscriminatorLoss { get; } = changes.DiscriminatorLoss ?? NsGan.DiscriminatorLoss;

    /// <summary>What is added to the discriminator's loss, or null for nothing.</summary>
    public DiscriminatorPenalty? DiscriminatorPenalty { get; } = changes.DiscriminatorPenalty;

    /// <summary>
    /// Changes the discriminator's flat parameters, shape [R, P], in place after each of its updates; null to leave them.
    /// </summary>
    public Action<ParameterLayout, Tensor>? AfterDiscriminatorStep { get; } = changes.AfterDiscriminatorStep;

    /// <inheritdoc cref="Changes.GeneratorLoss"/>
    public Func<Tensor, Tensor> GeneratorLoss { get; } = changes.GeneratorLoss ?? NsGan.GeneratorLoss;

    /// <summary>What the generator minimises, penalties left out, shape [R].</summary>
    public Func<Turn, Tensor> GeneratorObjective { get; } =
        changes.GeneratorObjective ?? (turn => (changes.GeneratorLoss ?? NsGan.GeneratorLoss)(turn.FakeLogits));

    /// <summary>What is added to the generator's loss, shape [R], or null for nothing.</summary>
    public Func<Turn, Tensor>? GeneratorPenalty { get; } = changes.GeneratorPenalty;

    /// <inheritdoc cref="Changes.FacedDiscriminator"/>
    public Func<Turn, Tensor> FacedDiscriminator { get; } = changes.FacedDiscriminator ?? (turn => turn.DiscriminatorParameters);
}
