using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Comparing;

/// <summary>Tells whether a training of another day or version can be run again here with the same bits as the promise.</summary>
public static class Comparability
{
    /// <summary>
    /// What stands between a training and the same training as it would be planned here, one half-sentence each, e.g.
    /// <c>dataset ring8 is version 2 here, 1 in the record</c>; empty when both are the same. What is measured of it does not matter.
    /// </summary>
    /// <param name="run">A run that was planned somewhere.</param>
    /// <param name="catalogue">What this version can run.</param>
    public static ImmutableArray<string> Obstacles(PlannedRun run, Catalogue catalogue)
    {
        var training = run.Training;
        var control = catalogue.IsControl(training.Technique);
        return
        [
            .. Differences("dataset", training.Dataset, catalogue.Datasets),
            .. control
                ? Differences("control", training.Technique, catalogue.Controls)
                : (training.Technique.Parts ?? [training.Technique])
                    .SelectMany(part => Differences("technique", part, catalogue.Techniques)),
            .. control ? [] : Differences(training.Settings),
            .. control ? [] : Differing("the training loop is version", training.Version, catalogue.TrainingVersion),
            .. Differing("the engine is", training.Engine, catalogue.Engine),
        ];
    }

    private static IEnumerable<string> Differences(string kind, Choice there, ImmutableArray<Definition> known)
    {
        if (known.FirstOrDefault(definition => definition.Name == there.Name) is not { } here)
            return [$"there is no {kind} {there.Name} here"];
        var names = here.Parameters.Select(parameter => parameter.Name).ToList();
        return
        [
            .. Differing($"{kind} {there.Name} is version", there.Version, here.Version),
            .. there.Parameters.Keys.Except(names, StringComparer.Ordinal)
                .Select(name => $"{kind} {there.Name} has no parameter {name} here"),
            .. names.Except(there.Parameters.Keys, StringComparer.Ordinal)
                .Select(name => $"{kind} {there.Name} has a parameter {name} here that the record does not know"),
            .. here.Parameters
                .Where(parameter => there.Parameters.TryGetValue(parameter.Name, out var value) && !parameter.Allows(value))
                .Select(parameter => $"{kind} {there.Name} does not take {there.Parameters[parameter.Name]} for {parameter.Name} here"),
        ];
    }

    /// <summary>Settings that this version does not know, does not take, or would add.</summary>
    private static IEnumerable<string> Differences(ImmutableSortedDictionary<string, SettingValue> there)
    {
        foreach (var (name, value) in there)
        {
            if (SettingLayers.Find(name) is not { } definition)
                yield return $"there is no setting {name} here";
            else if (!definition.Allows(value))
                yield return $"the setting {name} does not take {value} here";
        }

        var here = SettingLayers.Effective(there);
        foreach (var name in here.Keys.Except(there.Keys, StringComparer.Ordinal))
            yield return $"there is a setting {name} here that the record does not know";
        foreach (var name in there.Keys.Except(here.Keys, StringComparer.Ordinal).Where(name => SettingLayers.Find(name) is not null))
            yield return $"the setting {name} means nothing beside the others here";
    }

    private static IEnumerable<string> Differing<T>(string what, T there, T here)
        where T : IEquatable<T> =>
        there.Equals(here) ? [] : [$"{what} {here} here, {there} in the record"];
}
