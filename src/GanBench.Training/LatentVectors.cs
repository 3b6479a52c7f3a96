using GanBench.Experiments.Profiles;
using GanBench.Randomness;

namespace GanBench.Training;

/// <summary>Draws latent vectors.</summary>
internal static class LatentVectors
{
    /// <summary>Fills a span with independent numbers.</summary>
    /// <param name="distribution">What they are drawn from.</param>
    /// <param name="stream">Source of randomness.</param>
    /// <param name="step">Counter of the draw, at least 0.</param>
    /// <param name="values">Overwritten; uniform ones are multiples of 2^-23 in [-1, 1).</param>
    public static void Fill(this LatentDistribution distribution, SeedStream stream, long step, Span<float> values)
    {
        if (distribution == LatentDistribution.Normal)
        {
            stream.Normal(step, values);
            return;
        }

        stream.Uniform(step, values);
        foreach (ref var value in values)
            value = (2 * value) - 1;
    }
}
