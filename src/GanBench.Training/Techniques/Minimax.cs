using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The original game: the generator makes as large as it can the very loss that the discriminator makes small.</summary>
/// <remarks>
/// D minimises E softplus(-D(x)) + E softplus(D(G(z))); G minimises -E softplus(D(G(z))), which is E log(1 - σ(D(G(z))))
/// (arXiv:1406.2661, equation 1 and algorithm 1). Its gradient vanishes where the discriminator is sure: the paper itself goes on to the
/// baseline's loss. Departures: none known from the loss; the paper trains with momentum, here the optimiser is the network profile's.
/// </remarks>
public sealed record Minimax : Technique
{
    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "Minimax loss: the generator maximises what the discriminator minimises.";

    /// <inheritdoc/>
    public override Citation Source => new(
        "Generative Adversarial Networks",
        "Goodfellow, Pouget-Abadie, Mirza, Xu, Warde-Farley, Ozair, Courville, Bengio",
        2014,
        "1406.2661");

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => -nn.functional.softplus(fake).mean([1L]);
}
