using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Specs;

namespace GanBench.Experiments.Plans;

/// <summary>Expands a spec into its runs.</summary>
public static class Plan
{
    /// <summary>Version of the way techniques are put together; raised whenever the same parts give other numbers than before.</summary>
    public const int CombinationVersion = 1;

    /// <summary>All runs of a spec: dataset-major, then technique, controls last, then seed, each in the spec's order.</summary>
    /// <param name="spec">A checked spec.</param>
    /// <param name="catalogue">The catalogue that it was checked against; gives defaults and versions.</param>
    public static ImmutableArray<PlannedRun> From(ExperimentSpec spec, Catalogue catalogue) =>
    [
        .. from dataset in spec.Datasets
           let chosen = Choose(dataset, catalogue)
           let measured = Measured(spec, dataset, chosen, catalogue)
           from run in Techniques(spec, dataset, chosen, measured, catalogue).Concat(Controls(spec, chosen, measured, catalogue))
           from seed in spec.Seeds
           select run with { Seed = seed },
    ];

    private static EvaluationProtocol Measured(ExperimentSpec spec, SpecDataset dataset, Choice chosen, Catalogue catalogue) => new(
        dataset.Samples ?? spec.Evaluation.Samples,
        spec.Evaluation.Checkpoints,
        catalogue.Metrics
            .Where(metric => catalogue.MetricApplies(chosen, metric.Name))
            .ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal),
        catalogue.Judges.GetValueOrDefault(dataset.Name));

    private static IEnumerable<PlannedRun> Techniques(
        ExperimentSpec spec, SpecDataset dataset, Choice chosen, EvaluationProtocol measured, Catalogue catalogue) =>
        from technique in spec.Techniques
        where technique.IsOn(dataset.Name)
        select new PlannedRun(
            chosen,
            Choose(technique, catalogue),
            Profile(dataset, catalogue),
            Seed: 0,
            dataset.GeneratorSteps ?? spec.GeneratorSteps,
            measured,
            catalogue.TrainingVersion,
            catalogue.Engine);

    /// <summary>Controls have no networks and train nothing, so neither is part of what they are.</summary>
    private static IEnumerable<PlannedRun> Controls(ExperimentSpec spec, Choice chosen, EvaluationProtocol measured, Catalogue catalogue) =>
        from control in spec.Controls
        where catalogue.ControlApplies(chosen, control)
        select new PlannedRun(
            chosen,
            Choose(Named(catalogue.Controls, control), NoParameters),
            NoNetworks,
            Seed: 0,
            GeneratorSteps: 0,
            measured with { Checkpoints = 0 },
            TrainingVersion: 0,
            catalogue.Engine);

    private static Choice NoNetworks => new("none", 1, NoParameters);

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
