using System.Collections.Immutable;

namespace GanBench.Experiments;

/// <summary>Expands a spec into its runs.</summary>
public static class Plan
{
    /// <summary>Version of the way techniques are put together; raised whenever the same parts give other numbers than before.</summary>
    public const int CombinationVersion = 1;

    /// <summary>All runs of a spec: dataset-major, then technique, then seed, each in the spec's order.</summary>
    /// <param name="spec">A checked spec.</param>
    /// <param name="catalogue">The catalogue that it was checked against; gives defaults and versions.</param>
    public static ImmutableArray<PlannedRun> From(ExperimentSpec spec, Catalogue catalogue)
    {
        var metrics = catalogue.Metrics.ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal);
        var evaluation = new EvaluationProtocol(spec.Evaluation.Samples, spec.Evaluation.Checkpoints, metrics);
        return
        [
            .. from dataset in spec.Datasets
               from technique in spec.Techniques
               where technique.IsOn(dataset.Name)
               from seed in spec.Seeds
               select new PlannedRun(
                   Choose(dataset, catalogue),
                   Choose(technique, catalogue),
                   Profile(dataset, catalogue),
                   seed,
                   dataset.GeneratorSteps ?? spec.GeneratorSteps,
                   evaluation with { Judge = catalogue.Judges.GetValueOrDefault(dataset.Name) },
                   catalogue.TrainingVersion,
                   catalogue.Engine),
        ];
    }

    /// <summary>A dataset of a spec with all its parameters.</summary>
    internal static Choice Choose(SpecDataset dataset, Catalogue catalogue) => Choose(Named(catalogue.Datasets, dataset.Name), dataset.Parameters);

    /// <summary>The network profile that a dataset of a spec is learned with.</summary>
    internal static Choice Profile(SpecDataset dataset, Catalogue catalogue) =>
        Choose(Named(catalogue.Profiles, dataset.Profile ?? catalogue.DefaultProfile[dataset.Name]), NoParameters);

    /// <summary>A technique of a spec with all its parameters, or a combination with those of its parts.</summary>
    internal static Choice Choose(SpecTechnique technique, Catalogue catalogue) => technique.Parts is { } parts
        ? new Choice(technique.Name, CombinationVersion, NoParameters) { Parts = [.. parts.Select(part => Choose(part, catalogue))] }
        : Choose(Named(catalogue.Techniques, technique.Name), technique.Parameters);

    /// <summary>A definition with some parameters chosen and the others at their defaults.</summary>
    private static Choice Choose(Definition definition, ImmutableSortedDictionary<string, double> chosen) => new(
        definition.Name,
        definition.Version,
        definition.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name, parameter => chosen.GetValueOrDefault(parameter.Name, parameter.Default), StringComparer.Ordinal));

    private static ImmutableSortedDictionary<string, double> NoParameters => ImmutableSortedDictionary<string, double>.Empty;

    private static Definition Named(ImmutableArray<Definition> known, string name) =>
        known.FirstOrDefault(definition => definition.Name == name)
        ?? throw new ArgumentException($"Bug in GanBench: the catalogue does not know \"{name}\", so the spec was not checked against it.", nameof(name));
}
