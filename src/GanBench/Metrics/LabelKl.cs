using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>KL divergence of the uniform distribution from the labels of all samples, in nats.</summary>
/// <remarks>
/// KL(q ‖ 1/K), q the histogram of the likeliest labels without a gate of quality, labels with q = 0 adding nothing: what the literature on
/// stacked MNIST reports beside the number of modes (Metz et al., arXiv:1611.02163; PacGAN, arXiv:1712.04086). A perfect sampler does not
/// score 0 but about (K - 1) / (2 N), 0.0193 at K = 1,000 and N = 26,000, plus KL(w ‖ 1/K) where the true labels are not uniform: 0.0043
/// for three MNIST digits.
/// </remarks>
public static class LabelKl
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("label-kl", Version: 1, "nats", Direction.LowerIsBetter)
    {
        Summary = "KL divergence of the labels of all samples from the uniform distribution: the literature's on stacked MNIST.",
        Source = Papers.UnrolledGan,
        AppliesTo = Metric.OnJudgedImages,
        Compute = input => Of(input.Recognised.Modes.Span, input.Reference.Dataset.ModeWeights.Length),
    };

    /// <summary>Adds the terms in the order of the labels.</summary>
    /// <param name="labels">Likeliest label of each sample, in [0, K); -1 where a sample is not finite. Shape [N].</param>
    /// <param name="labelCount">K.</param>
    /// <returns>Nats in [0, ln K]; lower is better. Samples without a label are left out; NaN when none has one.</returns>
    public static double Of(ReadOnlySpan<int> labels, int labelCount)
    {
        var histogram = new int[labelCount];
        foreach (var label in labels)
        {
            if (label >= 0)
                histogram[label]++;
        }

        return ReverseKlUniform.Of(new([.. histogram], labels.Length));
    }
}
