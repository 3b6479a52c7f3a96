using GanBench.Definitions;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Techniques;

/// <summary>Wasserstein loss with a critic whose parameters are clipped to a small cube, which bounds its slope.</summary>
/// <remarks>
/// Critic: E D(G(z)) - E D(x), then w := clip(w, -c, c) after each of its steps; generator: -E D(G(z)). Both sides use RMSProp
/// (arXiv:1701.07875, algorithm 1: rate 5e-5, c = 0.01, 5 critic steps). Biases and gains are clipped too, as in the authors' code; what a
/// layer only remembers is not a parameter of the critic and stays.
/// Departures from the authors' code: it clips before each critic step instead of after it, so its generator meets a critic one step outside
/// the cube; it takes 100 critic steps in each of the first 25 and in every 500th generator step. From the paper: none known.
/// RMSProp has PyTorch's decay of 0.99, which the authors' code takes; the paper names none.
/// </remarks>
/// <param name="Clip">c, half the edge of the cube.</param>
/// <param name="DiscriminatorSteps">Critic updates per generator update; the authors' 5.</param>
/// <param name="LearningRate">Rate of RMSProp on both sides, in place of the network profile's optimisers.</param>
public sealed record Wgan(
    [Setting("largest size of a critic parameter", Minimum = 1e-6, Maximum = 1000)] double Clip = 0.01,
    [Setting("critic updates per generator update", Minimum = 1, Maximum = 1000)] int DiscriminatorSteps = 5,
    [Setting("learning rate of RMSProp on both sides", Minimum = 1e-9, Maximum = 1)] double LearningRate = 5e-5) : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Wasserstein loss with a critic whose weights are clipped.";

    /// <inheritdoc/>
    public override Citation Source => new("Wasserstein GAN", "Arjovsky, Chintala, Bottou", 2017, "1701.07875");

    /// <inheritdoc/>
    public override int DiscriminatorStepsPerGeneratorStep => DiscriminatorSteps;

    /// <inheritdoc/>
    public override string? ConflictWith(Technique other)
    {
        if (Composition.Changes(other, nameof(GeneratorOptimiser)) || Composition.Changes(other, nameof(DiscriminatorOptimiser)))
            return "both say how the networks are updated";
        if (Composition.Changes(other, nameof(DiscriminatorWeights)))
            return "weights that are normalised do not feel the clipping";
        return Composition.Changes(other, nameof(FacedDiscriminator)) ? "steps that are only looked ahead are not clipped" : null;
    }

    /// <inheritdoc/>
    public override Optimiser GeneratorOptimiser(Optimiser usual) => new RmsProp(LearningRate);

    /// <inheritdoc/>
    public override Optimiser DiscriminatorOptimiser(Optimiser usual) => new RmsProp(LearningRate);

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) => fake.mean([1L]) - real.mean([1L]);

    /// <inheritdoc/>
    public override void AfterDiscriminatorStep(ParameterLayout layout, Tensor parameters)
    {
        using var _ = no_grad();
        var views = layout.Views(parameters);
        for (var i = 0; i < views.Length; i++)
        {
            if (layout.Blocks[i].Trained) views[i].copy_(views[i].clamp(-Clip, Clip));
        }
    }

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => -fake.mean([1L]);
}
