using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Plans;

/// <summary>Everything a spec may name. Training code fills it, planning and reports read it.</summary>
/// <param name="Datasets">Known datasets, in the order lists show them.</param>
/// <param name="Techniques">Known techniques, in the order lists show them.</param>
/// <param name="Profiles">Known profiles.</param>
/// <param name="Metrics">Known metrics, in the order of table columns; their parameters are empty.</param>
/// <param name="DefaultProfile">Network profile of each dataset when the spec names none, by dataset name.</param>
/// <param name="TrainingVersion">Raised whenever the training loop itself gives other numbers than before.</param>
/// <param name="Engine">The engine and the version of its arithmetic, e.g. <c>bittorch-1</c>; another engine rounds in another way.</param>
public sealed record Catalogue(
    ImmutableArray<Definition> Datasets,
    ImmutableArray<Definition> Techniques,
    ImmutableArray<Profile> Profiles,
    ImmutableArray<Definition> Metrics,
    ImmutableDictionary<string, string> DefaultProfile,
    int TrainingVersion,
    string Engine)
{
    /// <summary>
    /// Name and version of the classifier that recognises the modes of a dataset, by dataset name; none where distance does.
    /// </summary>
    public ImmutableDictionary<string, string> Judges { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True share of each mode of a dataset; null for a dataset that is not known, whose runs are not judged.</summary>
    public Func<Choice, ImmutableArray<double>?> ModeWeights { get; init; } = _ => null;

    /// <summary>Known controls, in the order of table rows.</summary>
    public ImmutableArray<Definition> Controls { get; init; } = [];

    /// <summary>Whether a control can be drawn on a dataset.</summary>
    public Func<Choice, string, bool> ControlApplies { get; init; } = (_, _) => true;

    /// <summary>Whether a metric means anything on a dataset.</summary>
    public Func<Choice, string, bool> MetricApplies { get; init; } = (_, _) => true;

    /// <summary>Whether a run's technique is a control.</summary>
    /// <param name="technique">The technique.</param>
    public bool IsControl(Choice technique) => Controls.Any(control => control.Name == technique.Name);

    /// <summary>What a technique itself says of the settings, by name.</summary>
    public Func<Choice, ImmutableSortedDictionary<string, SettingValue>> SettingsOf { get; init; } = _ => SettingLayers.None;

    /// <summary>Why a combination of techniques makes no sense, in one sentence or more; null when it does.</summary>
    public Func<Choice, string?> Refusal { get; init; } = _ => null;

    /// <summary>Why dataset, technique and settings do not fit together, half a sentence or more; null when they do.</summary>
    public Func<PlannedTraining, string?> Misfit { get; init; } = _ => null;

    /// <summary>Names and versions of the metrics that mean something on a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    public ImmutableSortedDictionary<string, int> MetricsOf(Choice dataset) => Metrics
        .Where(metric => MetricApplies(dataset, metric.Name))
        .ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal);

    /// <summary>
    /// A technique for tables: its name, and the parameters that are not at their defaults, e.g. <c>wgan-gp (lambda 0.1)</c>;
    /// the parts of a combination are joined by " + ".
    /// </summary>
    /// <param name="technique">A technique; of one that is not known here, all parameters are shown.</param>
    public string Label(Choice technique)
    {
        if (technique.Parts is { } parts)
            return string.Join(" + ", parts.Select(Label));
        var definition = Techniques.FirstOrDefault(known => known.Name == technique.Name);
        var unusual = technique.Parameters
            .Where(pair => definition?.Parameters.FirstOrDefault(parameter => parameter.Name == pair.Key)?.Default != pair.Value)
            .Select(pair => $"{pair.Key} {pair.Value}")
            .ToList();
        return unusual.Count == 0 ? technique.Name : $"{technique.Name} ({string.Join(", ", unusual)})";
    }
}
