using System.Collections.Immutable;

namespace GanBench.Training.Techniques;

/// <summary>The random inputs of one update. The harness draws them, so every engine sees the same.</summary>
public abstract class Draws
{
    /// <summary>The technique's own random numbers.</summary>
    public abstract Noise Noise { get; }

    /// <summary>Share of the run's generator steps that are done, in [0, 1).</summary>
    public abstract double Progress { get; }

    /// <summary>Shape of one sample: <c>[d]</c>, or <c>[channels, height, width]</c>.</summary>
    public abstract ImmutableArray<int> SampleShape { get; }

    /// <summary>Numbers per latent vector.</summary>
    public abstract int LatentDimension { get; }

    /// <summary>Real samples, shape [R, B, d].</summary>
    public abstract Tensor Real();

    /// <summary>Latent vectors, shape [R, B, latent dimension].</summary>
    public abstract Tensor Latent();

    /// <summary>Latent vectors that are independent of the first, the same shape.</summary>
    public abstract Tensor OtherLatent();
}
