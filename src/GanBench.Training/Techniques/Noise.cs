namespace GanBench.Training.Techniques;

/// <summary>Random numbers for a technique in one step. The harness draws them, so every engine sees the same.</summary>
public abstract class Noise
{
    /// <summary>Uniform numbers in [0, 1).</summary>
    /// <param name="name">What they are for; another name, other numbers.</param>
    /// <param name="shape">Shape with the replica dimension first; each replica draws from its own stream.</param>
    public abstract Tensor Uniform(string name, params long[] shape);

    /// <summary>Standard normal numbers.</summary>
    /// <param name="name">What they are for; another name, other numbers.</param>
    /// <param name="shape">Shape with the replica dimension first; each replica draws from its own stream.</param>
    public abstract Tensor Normal(string name, params long[] shape);
}
