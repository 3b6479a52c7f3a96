using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The original game: the generator makes as large as it can the very loss that the discriminator makes small.</summary>
/// <remarks>G minimises -E softplus(D(G(z))), which is E log(1 - σ(D(G(z)))). More in docs/techniques/minimax.md.</remarks>
public sealed record Minimax : Technique
{
    /// <inheritdoc/>
    public override string Summary => "Minimax loss: the generator maximises what the discriminator minimises.";

    /// <inheritdoc/>
    public override Citation Source => new NsGan().Source;

    /// <inheritdoc/>
    public override Changes Changes => new() { GeneratorLoss = fake => -nn.functional.softplus(fake).mean([1L]) };
}
