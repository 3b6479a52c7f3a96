using System.Collections.Immutable;

namespace GanBench.Training.Techniques;

/// <summary>Samples on their way to the discriminator.</summary>
/// <param name="Samples">Shape [R, B, d].</param>
/// <param name="Latent">The latent vectors that they were generated from, shape [R, B, latent dimension]; null for real samples.</param>
/// <param name="Companion">Runs the technique's companion network on samples of shape [R, B, d].</param>
/// <param name="Progress">Share of the run's generator steps that are done, in [0, 1).</param>
public sealed record Batch(Tensor Samples, Tensor? Latent, Func<Tensor, Tensor> Companion, double Progress)
{
    /// <summary>Whether the samples come from the dataset.</summary>
    public bool IsReal => Latent is null;

    /// <summary>Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>. Points, when nothing else is said.</summary>
    public ImmutableArray<int> Shape { get; init; } = [(int)Samples.size(2)];

    /// <summary>Numbers per latent vector of the game, of real samples too.</summary>
    public int LatentDimension { get; init; } = (int)(Latent?.size(2) ?? 0);
}
