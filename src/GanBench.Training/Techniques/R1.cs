using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>The baseline's loss with a penalty on the discriminator's slope at real samples: R₁ = (γ/2) E ‖∇D(x)‖².</summary>
/// <remarks>More in docs/techniques/r1.md.</remarks>
/// <param name="Gamma">γ, weight of the penalty.</param>
public sealed record R1(
    [Setting("weight of the gradient penalty, halved in the loss; the authors' code has no half, its 10 is 20 here", Minimum = 0)]
    double Gamma = 10) : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Gradient penalty that flattens the discriminator at real samples.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Which Training Methods for GANs do actually Converge?", "Mescheder, Geiger, Nowozin", 2018, "1801.04406");

    /// <inheritdoc/>
    public override Changes Changes => new()
    {
        Settings = SettingLayers.None.Add("discriminator.batch-normalisation", "none"),
        DiscriminatorPenalty = (discriminator, real, _, _) => Gamma / 2 * MeanSquaredSlope(discriminator, real),
    };

    /// <summary>
    /// E ‖∇D(x)‖² at given points, shape [R]; differentiable in the discriminator's parameters, and in points that are no constants.
    /// </summary>
    internal static Tensor MeanSquaredSlope(Func<Tensor, Tensor> discriminator, Tensor points)
    {
        var x = points.requires_grad ? points : points.detach().requires_grad_();               // [R, B, d]
        var gradient = autograd.grad([discriminator(x).sum()], [x], retain_graph: true, create_graph: true)[0];
        return gradient.square().sum(2).mean([1L]);                                             // [R, B], then [R]
    }
}
