using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Techniques;

/// <summary>What a paper changes about the baseline game. Its constructor parameters are the choices that a spec can make.</summary>
/// <remarks>
/// Conventions, kept everywhere: the discriminator D gives logits, high on real samples; every loss is minimised; every tensor
/// carries the replica dimension R first and a loss has shape [R], one value per seed. The members below are the places where papers
/// differ; each defaults to the baseline, the non-saturating game. A <see cref="Composition"/> puts the changes of several papers together.
/// </remarks>
public abstract record Technique
{
    /// <summary>Raised whenever the same choice gives other numbers than before.</summary>
    public abstract int Version { get; }

    /// <summary>One sentence for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>The paper.</summary>
    public abstract Citation Source { get; }

    /// <summary>Why this technique makes no sense together with another one, or null when it does.</summary>
    /// <param name="other">The other technique.</param>
    /// <returns>Half a sentence, without a full stop.</returns>
    public virtual string? ConflictWith(Technique other) => null;

    /// <summary>Discriminator updates per generator update, at least 1.</summary>
    public virtual int DiscriminatorStepsPerGeneratorStep => 1;

    /// <summary>Samples that make up one input of the discriminator, at least 1. A batch has that many times the profile's batch size of samples.</summary>
    public virtual int SamplesPerInput => 1;

    /// <summary>How the generator is updated.</summary>
    /// <param name="usual">The profile's optimiser.</param>
    public virtual Optimiser GeneratorOptimiser(Optimiser usual) => usual;

    /// <summary>How the discriminator is updated.</summary>
    /// <param name="usual">The profile's optimiser.</param>
    public virtual Optimiser DiscriminatorOptimiser(Optimiser usual) => usual;

    /// <summary>The generator: latent vectors in, samples out.</summary>
    /// <param name="networks">Makes networks of the profile's sizes.</param>
    public virtual Network Generator(NetworkChoice networks) => networks.Generator();

    /// <summary>The discriminator: what it is shown in, logits out.</summary>
    /// <param name="networks">Makes networks of the profile's sizes.</param>
    public virtual Network Discriminator(NetworkChoice networks) => networks.Discriminator();

    /// <summary>A network that is trained together with the generator, on the generator's loss, or null.</summary>
    /// <param name="networks">Makes networks of the profile's sizes.</param>
    public virtual Network? Companion(NetworkChoice networks) => null;

    /// <summary>A layer between the discriminator's last hidden layer and its output layer, or null.</summary>
    public virtual BatchLayer? AcrossTheBatch => null;

    /// <summary>What the discriminator's layers multiply with, made from their weights; null for the weights as they are.</summary>
    public virtual WeightRule? DiscriminatorWeights => null;

    /// <summary>Whether the discriminator may normalise over the batch, where the profile does: not when its answer to one input must not depend on others.</summary>
    public virtual bool AllowsBatchNormalisation => true;

    /// <summary>Shape of one input of the discriminator.</summary>
    /// <param name="sampleShape">Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</param>
    /// <param name="latentDimension">Numbers per latent vector.</param>
    public virtual ImmutableArray<int> ShownShape(ImmutableArray<int> sampleShape, int latentDimension) => sampleShape;

    /// <summary>What the discriminator is shown of a batch; differentiable.</summary>
    /// <param name="batch">Samples, and where they come from.</param>
    /// <param name="noise">The technique's own random numbers for this update.</param>
    /// <returns>Shape [R, B, product of <see cref="ShownShape"/>], B the profile's batch size.</returns>
    public virtual Tensor Shown(Batch batch, Noise noise) => batch.Samples;

    /// <summary>How real the discriminator takes each input to be, higher meaning more real; only the order of the numbers means anything.</summary>
    /// <remarks>Says for measurements what of the discriminator's outputs speaks of real and generated. Baseline: its only output.</remarks>
    /// <param name="outputs">Logits, shape [R, B]; [R, B, outputs] of a discriminator with several outputs.</param>
    /// <returns>Shape [R, B].</returns>
    public virtual Tensor RealScore(Tensor outputs) => outputs;

    /// <summary>What the discriminator minimises, penalties left out. Baseline: E softplus(-D(x)) + E softplus(D(G(z))).</summary>
    /// <param name="real">Logits of real samples, shape [R, B]; [R, B, outputs] of a discriminator with several outputs.</param>
    /// <param name="fake">Logits of generated samples, the same shape.</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor DiscriminatorLoss(Tensor real, Tensor fake) =>
        nn.functional.softplus(-real).mean([1L]) + nn.functional.softplus(fake).mean([1L]);

    /// <summary>What is added to the discriminator's loss, or null for nothing.</summary>
    /// <param name="discriminator">What is shown, shape [R, B, d], to logits of shape [R, B].</param>
    /// <param name="real">What is shown of real samples, shape [R, B, d].</param>
    /// <param name="fake">What is shown of generated samples, shape [R, B, d].</param>
    /// <param name="noise">The technique's own random numbers for this update.</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor? DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise) => null;

    /// <summary>Changes the discriminator's parameters in place after each of its updates; most techniques change nothing.</summary>
    /// <param name="layout">Where its parameters lie.</param>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public virtual void AfterDiscriminatorStep(ParameterLayout layout, Tensor parameters)
    {
    }

    /// <summary>What the generator minimises, as a function of the logits of its samples. Baseline: E softplus(-D(G(z))).</summary>
    /// <param name="fake">Logits of generated samples, shape [R, B]; [R, B, outputs] of a discriminator with several outputs.</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor GeneratorLoss(Tensor fake) => nn.functional.softplus(-fake).mean([1L]);

    /// <summary>What the generator minimises where that takes more than the logits of its samples: overridden in place of <see cref="GeneratorLoss"/>.</summary>
    /// <param name="turn">The generator's turn.</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor GeneratorObjective(Turn turn) => GeneratorLoss(turn.FakeLogits);

    /// <summary>What is added to the generator's loss, or null for nothing.</summary>
    /// <param name="turn">The generator's turn.</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor? GeneratorPenalty(Turn turn) => null;

    /// <summary>The discriminator that the generator plays against. Baseline: the present one.</summary>
    /// <param name="turn">The generator's turn.</param>
    /// <returns>Flat parameters of the discriminator, shape [R, P].</returns>
    public virtual Tensor FacedDiscriminator(Turn turn) => turn.DiscriminatorParameters;
}
