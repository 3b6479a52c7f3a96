using System.Collections.Immutable;

namespace GanBench.Trajectories;

/// <summary>How long it took until every mode was captured.</summary>
/// <remarks>
/// Seen at checkpoints only, so the true step lies up to one interval earlier. The modes may have been lost again since:
/// <see cref="Forgetting"/> tells.
/// </remarks>
public static class FirstComplete
{
    /// <summary>The first checkpoint with all modes.</summary>
    /// <param name="checkpoints">By generator step.</param>
    /// <returns>Its generator step; null when there is none.</returns>
    public static int? Of(ImmutableArray<CapturedModes> checkpoints) =>
        checkpoints.FirstOrDefault(checkpoint => checkpoint.IsComplete)?.GeneratorStep;
}
