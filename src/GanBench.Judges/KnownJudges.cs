using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Metrics;

namespace GanBench.Judges;

/// <summary>Every judge.</summary>
public static class KnownJudges
{
    /// <summary>All entries, in the order lists show them.</summary>
    public static ImmutableArray<KnownJudge> All { get; } =
    [
        new("mnist-conv-v1", "mnist", new JudgeRecipe(
            Steps: 10_000, DigitsPerStep: 128, NonDigitsPerStep: 30, LearningRate: 2e-3, MostShift: 2)),
        new("glyphs-conv-v1", "glyphs", new JudgeRecipe(
            Steps: 4000, DigitsPerStep: 128, NonDigitsPerStep: 30, LearningRate: 2e-3, MostShift: 2)),
    ];

    /// <summary>Where the committed weights lie beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Judges");

    /// <summary>Opens a judge for samples of some channels; see <see cref="ModeRecogniser.OpenJudge"/>.</summary>
    /// <param name="name">Name and version.</param>
    /// <param name="channels">Channels of a sample, at least 1.</param>
    /// <exception cref="DataUnavailableException">The weights are not there, or are not what they must be.</exception>
    public static ModeRecogniser Recogniser(string name, int channels) => new JudgeRecogniser(Find(name).Open(), channels);

    /// <summary>The judge of a name.</summary>
    /// <param name="name">Name and version.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static KnownJudge Find(string name) =>
        All.FirstOrDefault(known => known.Name == name)
        ?? throw new ArgumentException(
            $"There is no judge \"{name}\". Known: {string.Join(", ", All.Select(known => known.Name))}.", nameof(name));
}
