using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Number of labels that the judge gives to at least one sample, however unsure it is.</summary>
/// <remarks>
/// The count that the literature on stacked MNIST reports as modes: Metz et al., arXiv:1611.02163, at 25,600 samples; VEEGAN and PacGAN at
/// 26,000. Without a gate of quality: each noise image has some label too. Made to be compared with published numbers;
/// <see cref="ModesCaptured"/> and <see cref="ModesAtShare"/> are the ones to judge by.
/// </remarks>
public static class LabelsCaptured
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("labels-captured", Version: 1, "modes", Direction.HigherIsBetter)
    {
        Summary = "Labels that the judge gives to at least one sample of any quality: the literature's count on stacked MNIST.",
        Source = Papers.UnrolledGan,
        AppliesTo = Metric.OnJudgedImages,
        Compute = input => Of(input.Recognised.Modes.Span),
    };

    /// <summary>Counts the labels.</summary>
    /// <param name="labels">Likeliest label of each sample, in [0, K); -1 where a sample is not finite. Shape [N].</param>
    /// <returns>A count in [0, K]; higher is better. 0 without samples; a sample without a label counts for none.</returns>
    public static int Of(ReadOnlySpan<int> labels)
    {
        var seen = new HashSet<int>();
        foreach (var label in labels)
        {
            if (label >= 0)
                seen.Add(label);
        }

        return seen.Count;
    }
}
