namespace GanBench.Experiments.Profiles;

/// <summary>What latent vectors are drawn from.</summary>
public enum LatentDistribution
{
    /// <summary>Independent standard normal numbers.</summary>
    Normal,

    /// <summary>Independent numbers, uniform in [-1, 1).</summary>
    Uniform,
}
