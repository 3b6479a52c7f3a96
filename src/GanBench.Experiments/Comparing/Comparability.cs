using System.Collections.Immutable;
using System.Globalization;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;

namespace GanBench.Experiments.Comparing;

/// <summary>Tells whether a run of another day or version can be run again here with the same bits as the promise.</summary>
public static class Comparability
{
    /// <summary>
    /// What stands between a run and the same run as it would be planned here, one half-sentence each, e.g. <c>dataset ring8 is version 2
    /// here, 1 in the record</c>; empty when both are the same cell.
    /// </summary>
    /// <param name="run">A run that was planned somewhere.</param>
    /// <param name="catalogue">What this version can run.</param>
    public static ImmutableArray<string> Obstacles(PlannedRun run, Catalogue catalogue)
    {
        if (Unknown(run, catalogue).ToImmutableArray() is { IsEmpty: false } unknown)
            return unknown;
        if (Plan.From(SpecOf(run, catalogue), catalogue) is not [var today])
            return [$"{run.Technique.Name} does not apply to {run.Dataset.Name} here"];
        ImmutableArray<string> differences =
        [
            .. Differences("dataset", run.Dataset, today.Dataset),
            .. Differences(catalogue.IsControl(run.Technique) ? "control" : "technique", run.Technique, today.Technique),
            .. Differences("network profile", run.Profile, today.Profile),
            .. Differences(run.Evaluation, today.Evaluation),
            .. Differing("the training loop is version", run.TrainingVersion, today.TrainingVersion),
            .. Differing("the engine is", run.Engine, today.Engine),
        ];
        return differences.IsEmpty && run.Id() != today.Id() ? [$"the same choices are the cell {today.Id()} here"] : differences;
    }

    private static IEnumerable<string> Unknown(PlannedRun run, Catalogue catalogue)
    {
        var names = run.Technique.Parts?.Select(part => part.Name) ?? [run.Technique.Name];
        return Missing("dataset", [run.Dataset.Name], catalogue.Datasets)
            .Concat(Missing("technique", names, [.. catalogue.Techniques, .. catalogue.Controls]))
            .Concat(catalogue.IsControl(run.Technique) ? [] : Missing("network profile", [run.Profile.Name], catalogue.Profiles));

        static IEnumerable<string> Missing(string kind, IEnumerable<string> names, ImmutableArray<Definition> known) =>
            names.Where(name => known.All(definition => definition.Name != name)).Select(name => $"there is no {kind} {name} here");
    }

    /// <summary>A spec that has this run as its only cell.</summary>
    private static ExperimentSpec SpecOf(PlannedRun run, Catalogue catalogue)
    {
        var control = catalogue.IsControl(run.Technique);
        return new ExperimentSpec(
            "one",
            "Is it the same cell?",
            [new SpecDataset(run.Dataset.Name, run.Dataset.Parameters, control ? null : run.Profile.Name, GeneratorSteps: null, Samples: null)],
            control ? [] : [Chosen(run.Technique)],
            [run.Seed],
            run.GeneratorSteps,
            new SpecEvaluation(run.Evaluation.Samples, run.Evaluation.Checkpoints),
            control ? [run.Technique.Name] : []);

        static SpecTechnique Chosen(Choice technique) => new(technique.Name, technique.Parameters, On: null)
        {
            Parts = technique.Parts is { } parts ? [.. parts.Select(Chosen)] : null,
        };
    }

    private static IEnumerable<string> Differences(string kind, Choice there, Choice here)
    {
        foreach (var difference in Differing($"{kind} {there.Name} is version", there.Version, here.Version))
            yield return difference;
        foreach (var name in there.Parameters.Keys.Except(here.Parameters.Keys, StringComparer.Ordinal))
            yield return $"{kind} {there.Name} has no parameter {name} here";
        foreach (var name in here.Parameters.Keys.Except(there.Parameters.Keys, StringComparer.Ordinal))
            yield return $"{kind} {there.Name} has a parameter {name} here that the record does not know";
        foreach (var (part, today) in (there.Parts ?? []).Zip(here.Parts ?? []))
        {
            foreach (var difference in Differences(kind, part, today))
                yield return difference;
        }
    }

    private static IEnumerable<string> Differences(EvaluationProtocol there, EvaluationProtocol here)
    {
        foreach (var (name, version) in there.Metrics.Where(metric => here.Metrics.ContainsKey(metric.Key)))
        {
            foreach (var difference in Differing($"metric {name} is version", version, here.Metrics[name]))
                yield return difference;
        }

        if (here.Metrics.Keys.Except(there.Metrics.Keys, StringComparer.Ordinal).ToList() is { Count: > 0 } added)
            yield return $"the record lacks the metrics {string.Join(", ", added)}";
        if (there.Metrics.Keys.Except(here.Metrics.Keys, StringComparer.Ordinal).ToList() is { Count: > 0 } gone)
            yield return $"the metrics {string.Join(", ", gone)} are not measured here";
        foreach (var difference in Differing("the judge is", there.Judge ?? "none", here.Judge ?? "none"))
            yield return difference;
    }

    private static IEnumerable<string> Differing<T>(string what, T there, T here)
        where T : IEquatable<T> =>
        there.Equals(here) ? [] : [string.Create(CultureInfo.InvariantCulture, $"{what} {here} here, {there} in the record")];
}
