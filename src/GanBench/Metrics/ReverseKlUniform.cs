using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>KL divergence of the uniform distribution over the modes from the generated shares, in nats.</summary>
/// <remarks>
/// <see cref="ReverseKl"/> with 1/K in place of the true weights, as the literature computes it also where the modes are not equally
/// frequent. There a perfect sampler scores KL(w ‖ 1/K) more than on uniform data: 0.0014 on MNIST.
/// </remarks>
public static class ReverseKlUniform
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("reverse-kl-uniform", Version: 1, "nats", Direction.LowerIsBetter)
    {
        Summary = "Reverse KL against equal mode weights where the true ones differ.",
        Source = Papers.PacGan,
        AppliesTo = dataset => Metric.OnJudgedImages(dataset) && dataset.ModeWeights.Any(weight => weight != dataset.ModeWeights[0]),
        Compute = input => Of(input.Counts),
    };

    /// <summary>Adds the terms in the order of the modes.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <returns>Nats in [0, ln K]; lower is better. NaN when no sample is of high quality.</returns>
    public static double Of(ModeCounts counts) =>
        ReverseKl.Of(counts, [.. Enumerable.Repeat(1.0 / counts.HighQuality.Length, counts.HighQuality.Length)]);
}
