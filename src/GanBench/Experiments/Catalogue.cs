using System.Collections.Immutable;
using System.Globalization;
using GanBench.Metrics;

namespace GanBench.Experiments;

/// <summary>One number that a dataset or technique lets the user choose.</summary>
/// <param name="Name">Kebab-case key in a spec, e.g. <c>discriminator-steps</c>.</param>
/// <param name="Default">Value when the spec is silent.</param>
/// <param name="Minimum">Smallest allowed value, inclusive.</param>
/// <param name="Maximum">Largest allowed value, inclusive; may be infinite, but a value must be finite.</param>
/// <param name="Whole">Whether only whole numbers are allowed.</param>
/// <param name="Meaning">What it is, with its unit.</param>
public sealed record ParameterDefinition(string Name, double Default, double Minimum, double Maximum, bool Whole, string Meaning);

/// <summary>A named thing that a spec can ask for: a dataset, a technique or a network profile.</summary>
/// <param name="Name">Kebab-case name, the same in specs, tables and on the command line.</param>
/// <param name="Version">Raised whenever the same choice gives other numbers than before.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Source">Where it comes from; null for this project's own definitions.</param>
/// <param name="Parameters">What can be chosen; empty when nothing can.</param>
public sealed record Definition(
    string Name, int Version, string Summary, Citation? Source, ImmutableArray<ParameterDefinition> Parameters)
{
    /// <summary>Range and direction of a metric; null for anything else.</summary>
    public MetricScale? Scale { get; init; }
}

/// <summary>Says why a network profile cannot be used on a dataset, or null when it can.</summary>
/// <param name="dataset">What is learned.</param>
/// <param name="profile">The network profile.</param>
/// <param name="technique">What is tried, which may show the discriminator something else than samples; null for the baseline.</param>
public delegate string? MisfitRule(Choice dataset, Choice profile, Choice? technique);

/// <summary>Everything a spec may name. Training code fills it, planning and reports read it.</summary>
/// <param name="Datasets">Known datasets, in the order lists show them.</param>
/// <param name="Techniques">Known techniques, in the order lists show them.</param>
/// <param name="Profiles">Known network profiles.</param>
/// <param name="Metrics">Known metrics, in the order of table columns; their parameters are empty.</param>
/// <param name="DefaultProfile">Network profile of each dataset when the spec names none, by dataset name.</param>
/// <param name="TrainingVersion">Raised whenever the training loop itself gives other numbers than before.</param>
/// <param name="Engine">The engine and the version of its arithmetic, e.g. <c>bittorch-1</c>; another engine rounds in another way.</param>
public sealed record Catalogue(
    ImmutableArray<Definition> Datasets,
    ImmutableArray<Definition> Techniques,
    ImmutableArray<Definition> Profiles,
    ImmutableArray<Definition> Metrics,
    ImmutableDictionary<string, string> DefaultProfile,
    int TrainingVersion,
    string Engine)
{
    /// <summary>Name and version of the classifier that recognises the modes of a dataset, by dataset name; none where distance does.</summary>
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

    /// <summary>Why a combination of techniques makes no sense, in one sentence or more; null when it does.</summary>
    public Func<Choice, string?> Refusal { get; init; } = _ => null;

    /// <summary>Why a network profile cannot be used, half a sentence or more; null when it can.</summary>
    public MisfitRule Misfit { get; init; } = (_, _, _) => null;

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
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:R}"))
            .ToList();
        return unusual.Count == 0 ? technique.Name : $"{technique.Name} ({string.Join(", ", unusual)})";
    }
}
