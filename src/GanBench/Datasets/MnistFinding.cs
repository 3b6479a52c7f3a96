using System.Collections.Immutable;

namespace GanBench.Datasets;

/// <summary>What there is of one of MNIST's four files without a download.</summary>
/// <param name="Name">Its name without <c>.gz</c>.</param>
/// <param name="Path">The file that would be read; null when there is none.</param>
/// <param name="Fault">What is wrong with it, e.g. <c>holds 12 bytes, expected 60008</c>; null when nothing is.</param>
public sealed record MnistFinding(string Name, string? Path, string? Fault)
{
    /// <summary>Looks for all four files where a run would look, and checks their bytes; downloads and changes nothing.</summary>
    /// <param name="locations">Where files are looked for.</param>
    public static ImmutableArray<MnistFinding> Of(DataLocations locations) => MnistFiles.Look(locations);
}
