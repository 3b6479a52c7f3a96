using System.Collections.Immutable;
using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

/// <summary>Trajectories written down by hand.</summary>
internal static class Script
{
    /// <summary>
    /// Checkpoints of a dataset with four modes, a to d, at generator steps 100, 200, …: the captured ones of each, a dash for none.
    /// </summary>
    /// <param name="captured">Separated by spaces, e.g. <c>"- ab abcd"</c>; empty for no checkpoint at all.</param>
    public static ImmutableArray<CapturedModes> Of(string captured) =>
    [
        .. captured.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((modes, i) => new CapturedModes(100 * (i + 1), [.. "abcd".Select(mode => modes.Contains(mode))])),
    ];
}
