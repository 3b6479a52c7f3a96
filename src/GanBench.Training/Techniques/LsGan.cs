using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>Least squares: logits are pulled to 1 on real samples and to 0 on generated ones, however right they already are.</summary>
/// <remarks>
/// D minimises ½ E (D(x) - b)² + ½ E (D(G(z)) - a)²; G minimises ½ E (D(G(z)) - c)², with a = 0 and b = c = 1
/// (arXiv:1611.04076, equation 9). D is linear at its end: the squares are of logits.
/// Departures: none known from the loss. Some suites square sigmoid outputs instead; the paper does not. Rates come from the network profile.
/// </remarks>
public sealed record LsGan : Technique
{
    /// <summary>a, what the discriminator says of generated samples.</summary>
    private const double A = 0;

    /// <summary>b, what the discriminator says of real samples.</summary>
    private const double B = 1;

    /// <summary>c, what the generator wants the discriminator to say of its samples.</summary>
    private const double C = 1;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Least-squares loss on logits.";

    /// <inheritdoc/>
    public override Citation Source => new("Least Squares Generative Adversarial Networks", "Mao, Li, Xie, Lau, Wang, Smolley", 2016, "1611.04076");

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) =>
        0.5 * (real - B).square().mean([1L])
        + 0.5 * (fake - A).square().mean([1L]);

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => 0.5 * (fake - C).square().mean([1L]);
}
