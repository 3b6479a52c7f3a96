using GanBench.Definitions;

namespace GanBench.Metrics;

/// <summary>Number of modes that hold at least one high-quality sample.</summary>
/// <remarks>
/// Srivastava et al., "VEEGAN", arXiv:1705.07761. Weak alone: uniform noise over the grid's square captures 19 of 25 modes at 2,500
/// samples, and it cannot see how samples are shared out among the modes.
/// </remarks>
public static class ModesCaptured
{
    /// <summary>Its catalogue entry.</summary>
    public static Metric Metric { get; } = new("modes-captured", Version: 1, "modes", Direction.HigherIsBetter)
    {
        Summary = "Modes that hold at least one high-quality sample.",
        Source = Papers.Veegan,
        Compute = input => Of(input.Counts),
    };

    /// <summary>Counts the modes.</summary>
    /// <param name="counts">High-quality samples by mode, shape [K].</param>
    /// <returns>A count in [0, K]; higher is better. 0 without samples.</returns>
    public static int Of(ModeCounts counts) => counts.HighQuality.Count(count => count > 0);
}
