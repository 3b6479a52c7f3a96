using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>What one layer of a spec says of the settings.</summary>
/// <param name="Profile">Name of the profile to start from; null to leave that to an earlier layer.</param>
/// <param name="Values">Values by name; for one side <c>generator.rate</c>.</param>
/// <param name="Averages">Decays of averaged weights to measure; null to leave that to an earlier layer.</param>
public sealed record SpecSettings(string? Profile, ImmutableSortedDictionary<string, SettingValue> Values, ImmutableArray<double>? Averages)
{
    /// <summary>Says nothing.</summary>
    public static SpecSettings Silent { get; } = new(null, SettingLayers.None, null);
}
