using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Controls;

/// <summary>Every control, in the order of table rows.</summary>
public static class KnownControls
{
    /// <summary>All controls.</summary>
    public static ImmutableArray<Control> All { get; } =
        [new PerfectSampler(), new UniformNoise(), new OnePointPerMode(), new SingleMode(), new ContinuousCircle()];

    /// <summary>The catalogue entries that planning and reports need, in the same order.</summary>
    public static ImmutableArray<Definition> Definitions { get; } =
        [.. All.Select(control => new Definition(control.Name, control.Version, control.Summary, null, []))];

    /// <summary>The control that a planned run names.</summary>
    /// <param name="choice">Its name and version.</param>
    /// <exception cref="ArgumentException">There is none of that name and version.</exception>
    public static Control Create(Choice choice) =>
        All.FirstOrDefault(control => control.Name == choice.Name && control.Version == choice.Version)
        ?? throw new ArgumentException(
            $"There is no control {choice.Name} v{choice.Version}. Known: {string.Join(", ", All.Select(control => control.Name))}.",
            nameof(choice));
}
