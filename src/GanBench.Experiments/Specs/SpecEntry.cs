using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Specs;

/// <summary>What a spec says of one dataset or technique.</summary>
/// <param name="Definition">What the name stands for.</param>
/// <param name="Variants">The parameters that are given; several sets where some are given as <c>each</c>.</param>
/// <param name="Members">Everything that the object says; empty for a name alone.</param>
internal sealed record SpecEntry(
    Definition Definition,
    IReadOnlyList<ImmutableSortedDictionary<string, SettingValue>> Variants,
    Dictionary<string, SpecNode> Members);
