using GanBench.Experiments;
using GanBench.Training.Networks;

namespace GanBench.Training.Techniques;

/// <summary>What a paper changes about the baseline game. Its constructor parameters are the choices that a spec can make.</summary>
/// <remarks>
/// Conventions, kept everywhere: the discriminator D gives logits, high on real samples; every loss is minimised; every tensor
/// carries the replica dimension R first and a loss has shape [R], one value per seed. The members below are the places where papers
/// differ; each defaults to the baseline, the non-saturating game.
/// </remarks>
public abstract record Technique
{
    /// <summary>Raised whenever the same choice gives other numbers than before.</summary>
    public abstract int Version { get; }

    /// <summary>One sentence for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>The paper.</summary>
    public abstract Citation Source { get; }

    /// <summary>Discriminator updates per generator update, at least 1.</summary>
    public virtual int DiscriminatorStepsPerGeneratorStep => 1;

    /// <summary>A layer between the discriminator's last hidden layer and its output layer, or null.</summary>
    public virtual BatchLayer? AcrossTheBatch => null;

    /// <summary>What the discriminator minimises, penalties left out. Baseline: E softplus(-D(x)) + E softplus(D(G(z))).</summary>
    /// <param name="real">Logits of real samples, shape [R, B].</param>
    /// <param name="fake">Logits of generated samples, shape [R, B].</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor DiscriminatorLoss(Tensor real, Tensor fake) =>
        nn.functional.softplus(-real).mean([1L]) + nn.functional.softplus(fake).mean([1L]);

    /// <summary>What the generator minimises. Baseline: E softplus(-D(G(z))).</summary>
    /// <param name="fake">Logits of generated samples, shape [R, B].</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor GeneratorLoss(Tensor fake) => nn.functional.softplus(-fake).mean([1L]);

    /// <summary>What is added to the discriminator's loss, or null for nothing.</summary>
    /// <param name="discriminator">Samples of shape [R, B, d] to logits of shape [R, B].</param>
    /// <param name="real">Real samples, shape [R, B, d].</param>
    /// <param name="fake">Generated samples without gradient, shape [R, B, d].</param>
    /// <param name="noise">The technique's own random numbers for this step.</param>
    /// <returns>Shape [R].</returns>
    public virtual Tensor? DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise) => null;
}
