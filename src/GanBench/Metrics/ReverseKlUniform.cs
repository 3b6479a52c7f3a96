namespace GanBench.Metrics;

/// <summary>KL divergence of the uniform distribution over the modes from the generated shares, in nats.</summary>
/// <remarks>
/// <see cref="ReverseKl"/> with 1/K in place of the true weights, as the literature computes it also where the modes are not equally
/// frequent. There a perfect sampler scores KL(w ‖ 1/K) more than on uniform data: 0.0014 on MNIST.
/// </remarks>
public static class ReverseKlUniform
{
    /// <summary>Adds the terms in the order of the modes.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <returns>Nats in [0, ln K]; lower is better. NaN when no sample is of high quality.</returns>
    public static double Of(ModeCounts counts) =>
        ReverseKl.Of(counts, [.. Enumerable.Repeat(1.0 / counts.HighQuality.Length, counts.HighQuality.Length)]);
}
