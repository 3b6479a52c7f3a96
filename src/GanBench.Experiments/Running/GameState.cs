using System.Collections.Immutable;

namespace GanBench.Experiments.Running;

/// <summary>Both sides of a game and how often they were updated.</summary>
/// <param name="GeneratorSteps">Generator updates done.</param>
/// <param name="DiscriminatorSteps">Discriminator updates done.</param>
/// <param name="Generator">The generator's side.</param>
/// <param name="Discriminator">The discriminator's side.</param>
public sealed record GameState(long GeneratorSteps, long DiscriminatorSteps, SideState Generator, SideState Discriminator)
{
    /// <summary>
    /// Averages of the generator's weights, row-major [R, P] each, in the order of their decays; empty when none are kept.
    /// </summary>
    public ImmutableArray<float[]> Averages { get; init; } = [];
}
