using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Plans;

/// <summary>
/// What tables call the cells of a plan: the technique, its unusual parameters, and the settings by which its cells on a dataset differ.
/// </summary>
public sealed class PlanLabels
{
    private readonly Dictionary<(string Dataset, string Technique), IReadOnlyCollection<string>> varied;
    private readonly Catalogue catalogue;

    /// <param name="plan">The whole plan.</param>
    /// <param name="catalogue">Gives the techniques' labels.</param>
    public PlanLabels(IEnumerable<PlannedRun> plan, Catalogue catalogue)
    {
        this.catalogue = catalogue;
        varied = plan.GroupBy(run => (run.Dataset.Name, catalogue.Label(run.Technique))).ToDictionary(group => group.Key, Varied);
    }

    /// <summary>The label of a cell: <c>wgan-gp (lambda 0.1, rate 0.0001)</c>.</summary>
    /// <param name="run">A cell of the plan.</param>
    public string Of(PlannedRun run)
    {
        var technique = catalogue.Label(run.Technique);
        if (!varied.TryGetValue((run.Dataset.Name, technique), out var names) || names.Count == 0)
            return technique;
        var settings = SettingLayers.Brief(run.Training.Settings.Where(setting => names.Contains(setting.Key)));
        var said = string.Join(", ", settings.Select(setting => $"{setting.Name} {setting.Value}"));
        return technique.EndsWith(')') ? $"{technique[..^1]}, {said})" : $"{technique} ({said})";
    }

    private static IReadOnlyCollection<string> Varied(IEnumerable<PlannedRun> runs)
    {
        var settings = runs.Select(run => run.Training.Settings)
            .DistinctBy(one => string.Join(' ', one.Select(pair => $"{pair.Key}={pair.Value}")))
            .ToList();
        return settings.Count == 1
            ? []
            : settings.SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal)
                .Where(name => settings.Select(one => one.GetValueOrDefault(name)).Distinct().Count() > 1)
                .ToHashSet(StringComparer.Ordinal);
    }
}
