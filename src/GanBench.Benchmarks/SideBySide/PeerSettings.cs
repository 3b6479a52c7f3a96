using System.Collections.Immutable;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>What the user asked <c>peer</c> for.</summary>
/// <param name="Steps">The steps to time.</param>
/// <param name="Slices">Timed slices of each contestant.</param>
/// <param name="Seconds">Length of a slice.</param>
/// <param name="Python">Command that starts Python, or null for the usual ones.</param>
/// <param name="Clock">Which seconds count.</param>
internal sealed record PeerSettings(ImmutableArray<StepCase> Steps, int Slices, double Seconds, string? Python, Clock Clock);
