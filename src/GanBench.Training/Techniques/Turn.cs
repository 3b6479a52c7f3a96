using System.Collections.Immutable;
using GanBench.Training.Networks;
using GanBench.Training.Sides;

namespace GanBench.Training.Techniques;

/// <summary>One update of one side: its batches, which are drawn when they are first asked for, and what is minimised on them.</summary>
/// <remarks>Only the side whose turn it is receives gradients; the other side's parameters are constants.</remarks>
public sealed class Turn
{
    private readonly Rules rules;
    private readonly Side generator;
    private readonly Side discriminator;
    private readonly Tensor generatorParameters;
    private readonly Draws draws;
    private Tensor? real;
    private Tensor? latent;
    private ForwardPass? made;
    private Tensor? realShown;
    private Tensor? fakeShown;
    private Tensor? faced;
    private ForwardPass? realPass;
    private ForwardPass? fakePass;
    private (ForwardPass Real, ForwardPass Fake)? judged;

    private Turn(
        Rules rules, Side generator, Side discriminator, Tensor generatorParameters, Tensor discriminatorParameters, Draws draws)
    {
        this.rules = rules;
        this.generator = generator;
        this.discriminator = discriminator;
        this.generatorParameters = generatorParameters;
        this.draws = draws;
        DiscriminatorParameters = discriminatorParameters;
    }

    /// <summary>The discriminator's present parameters, shape [R, P].</summary>
    public Tensor DiscriminatorParameters { get; }

    /// <summary>Real samples, shape [R, B, d].</summary>
    public Tensor Real => real ??= draws.Real();

    /// <summary>Latent vectors, shape [R, B, latent dimension].</summary>
    public Tensor Latent => latent ??= draws.Latent();

    /// <summary>The samples generated from <see cref="Latent"/>, shape [R, B, d].</summary>
    public Tensor Fake => (made ??= generator.Apply(generatorParameters, Latent)).Output;

    /// <summary>Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</summary>
    public ImmutableArray<int> SampleShape => draws.SampleShape;

    /// <summary>What the discriminator is shown of real samples.</summary>
    public Tensor RealShown => realShown ??= rules.Shown(BatchOf(Real, null), draws.Noise);

    /// <summary>What the discriminator is shown of generated samples.</summary>
    public Tensor FakeShown => fakeShown ??= rules.Shown(BatchOf(Fake, Latent), draws.Noise);

    /// <summary>Logits of real samples by the faced discriminator, shape [R, B].</summary>
    public Tensor RealLogits => Logits(RealPass);

    /// <summary>Logits of generated samples by the faced discriminator, shape [R, B].</summary>
    public Tensor FakeLogits => Logits(FakePass);

    /// <summary>Last hidden activations of the faced discriminator on real samples, shape [R, B, F].</summary>
    public Tensor RealFeatures => RealPass.Features;

    /// <summary>Last hidden activations of the faced discriminator on generated samples, shape [R, B, F].</summary>
    public Tensor FakeFeatures => FakePass.Features;

    private ForwardPass RealPass => realPass ??= discriminator.Apply(Faced, RealShown);

    private ForwardPass FakePass => fakePass ??= discriminator.Apply(Faced, FakeShown);

    private Tensor Faced => faced ??= rules.FacedDiscriminator(this);

    /// <summary>The discriminator's turn: generated samples are constants.</summary>
    /// <param name="rules">Say what is minimised.</param>
    /// <param name="generator">The generator's side.</param>
    /// <param name="discriminator">The discriminator's side.</param>
    /// <param name="draws">Random inputs.</param>
    public static Turn OfDiscriminator(Rules rules, Side generator, Side discriminator, Draws draws) =>
        new(rules, generator, discriminator, generator.Parameters.detach(), discriminator.Parameters, draws);

    /// <summary>The generator's turn: the discriminator is a constant.</summary>
    /// <param name="rules">Say what is minimised.</param>
    /// <param name="generator">The generator's side.</param>
    /// <param name="discriminator">The discriminator's side.</param>
    /// <param name="draws">Random inputs.</param>
    public static Turn OfGenerator(Rules rules, Side generator, Side discriminator, Draws draws) =>
        new(rules, generator, discriminator, generator.Parameters, discriminator.Parameters.detach(), draws);

    /// <summary>What the discriminator minimises on this turn's batches, penalties included.</summary>
    /// <param name="parameters">Flat parameters of the discriminator, shape [R, P].</param>
    /// <returns>Shape [R].</returns>
    public Tensor DiscriminatorObjective(Tensor parameters)
    {
        var (real, fake) = (discriminator.Apply(parameters, RealShown), discriminator.Apply(parameters, FakeShown));
        judged = (real, fake);
        var loss = rules.DiscriminatorLoss(Logits(real), Logits(fake));
        return rules.DiscriminatorPenalty is { } penalty ? loss + penalty(LogitsOf, RealShown, FakeShown, draws.Noise) : loss;

        Tensor LogitsOf(Tensor shown) => Logits(discriminator.Apply(parameters, shown));
    }

    /// <summary>
    /// How real the present discriminator takes this turn's inputs to be, higher meaning more real; each of shape [R, B].
    /// </summary>
    public (Tensor Real, Tensor Fake) Scores()
    {
        return (Score(RealShown), Score(FakeShown));

        Tensor Score(Tensor shown) => rules.RealScore(Logits(discriminator.Evaluate(DiscriminatorParameters, shown)));
    }

    /// <summary>Lets the discriminator's layers remember the batches of <see cref="DiscriminatorObjective"/>, the real one first.</summary>
    public void RememberJudged()
    {
        if (judged is not { } batches) return;
        discriminator.Remember(batches.Real);
        discriminator.Remember(batches.Fake);
    }

    /// <summary>Lets the generator's layers remember the batch that <see cref="Fake"/> was made in.</summary>
    public void RememberMade()
    {
        if (made is not null) generator.Remember(made);
    }

    /// <summary>What the generator minimises on this turn's batches, penalties included.</summary>
    /// <returns>Shape [R].</returns>
    public Tensor GeneratorObjective()
    {
        var loss = rules.GeneratorObjective(this);
        return rules.GeneratorPenalty is { } penalty ? loss + penalty(this) : loss;
    }

    /// <summary>
    /// The discriminator after steps of its own optimiser on this turn's batches, differentiable; the real one stays as it is.
    /// </summary>
    /// <param name="steps">How many steps, at least 1.</param>
    /// <param name="throughTheSteps">Whether gradients flow through the steps; else the result is a constant.</param>
    /// <returns>Flat parameters of the discriminator, shape [R, P].</returns>
    public Tensor DiscriminatorAhead(int steps, bool throughTheSteps)
    {
        var parameters = DiscriminatorParameters.detach().requires_grad_();
        var state = discriminator.State;
        for (var k = 0; k < steps; k++)
        {
            var loss = DiscriminatorObjective(parameters).sum();
            var gradient = autograd.grad([loss], [parameters], retain_graph: true, create_graph: throughTheSteps)[0];
            (parameters, state) = discriminator.Optimiser.Ahead(parameters, gradient, state);
            if (!throughTheSteps) parameters = parameters.detach().requires_grad_();
        }

        return throughTheSteps ? parameters : parameters.detach();
    }

    /// <summary>Another batch of latent vectors with the samples generated from them.</summary>
    public (Tensor Latent, Tensor Samples) AnotherBatch()
    {
        var other = draws.OtherLatent();
        return (other, Generate(other));
    }

    /// <summary>Runs the technique's companion network.</summary>
    /// <param name="samples">Shape [R, B, d].</param>
    public Tensor Reconstruct(Tensor samples) => generator.ApplyCompanion(generatorParameters, samples);

    private static Tensor Logits(ForwardPass pass) => pass.Output.squeeze(2);

    private Batch BatchOf(Tensor samples, Tensor? from) =>
        new(samples, from, Reconstruct, draws.Progress) { Shape = draws.SampleShape, LatentDimension = draws.LatentDimension };

    private Tensor Generate(Tensor latents) => generator.Apply(generatorParameters, latents).Output;
}
