using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Sides;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// The Dirac-GAN of arXiv:1801.04406, section 2, with the real point anywhere: D(x) = ψ x, G(z) = θ, one replica, one sample, one
/// dimension. Losses and their slopes are elementary functions of ψ, θ and x, so tests write them out.
/// </summary>
internal static class DiracGan
{
    /// <summary>What the discriminator minimises, penalties included, and its slope in ψ.</summary>
    public static (double Loss, double Slope) Discriminator(
        Technique technique, double psi, double theta, double real, Noise? noise = null) =>
        Play(psi, theta, (generator, discriminator) =>
        {
            var loss = Turn.OfDiscriminator(technique.Rules, generator, discriminator, Draws(real, noise))
                .DiscriminatorObjective(discriminator.Parameters);
            return (loss, autograd.grad([loss.sum()], [discriminator.Parameters])[0]);
        });

    /// <summary>What the generator minimises and its slope in θ.</summary>
    public static (double Loss, double Slope) Generator(Technique technique, double psi, double theta, double real) =>
        Play(psi, theta, (generator, discriminator) =>
        {
            var loss = Turn.OfGenerator(technique.Rules, generator, discriminator, Draws(real, null)).GeneratorObjective();
            return (loss, autograd.grad([loss.sum()], [generator.Parameters])[0]);
        });

    public static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static (double, double) Play(double psi, double theta, Func<Side, Side, (Tensor Loss, Tensor Gradient)> turn)
    {
        using var scope = NewDisposeScope();
        using var generator = SideAt(new Point(), theta);
        using var discriminator = SideAt(new Line(), psi);
        var (loss, gradient) = turn(generator, discriminator);
        return (loss.item<float>(), gradient.item<float>());
    }

    private static Side SideAt(Network network, double parameter) =>
        new(network, null, new Sgd(1), tensor([(float)parameter], [1, 1]).requires_grad_());

    private static GivenDraws Draws(double real, Noise? noise) =>
        new(tensor([(float)real], [1, 1, 1]), zeros([1, 1, 1]), noise ?? new GivenNoise());

    /// <summary>ψ x.</summary>
    private sealed class Line : Network
    {
        public override ParameterLayout Layout { get; } = new([new ParameterBlock("slope", [1, 1], new Zeros())]);

        public override ForwardPass Apply(Tensor parameters, Tensor input) => new(parameters.view(1, 1, 1) * input, input);
    }

    /// <summary>θ, whatever the latent vector.</summary>
    private sealed class Point : Network
    {
        public override ParameterLayout Layout { get; } = new([new ParameterBlock("place", [1, 1], new Zeros())]);

        public override ForwardPass Apply(Tensor parameters, Tensor input) => new(parameters.view(1, 1, 1), input);
    }
}
