using System.Text;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Specs;

namespace GanBench.Experiments.Tests.Profiles;

/// <summary>
/// With which settings every technique is trained on every profile, so that a change of any of them shows when it is reviewed: it moves
/// numbers.
/// </summary>
public class EffectiveSettingsTest
{
    [Test]
    public void Settings_OfEveryTechniqueOnEveryProfile_AreApproved()
    {
        var text = new StringBuilder();
        foreach (var profile in KnownHere.Catalogue.Profiles)
        {
            var dataset = profile.Name.StartsWith("points", StringComparison.Ordinal) ? "ring8" : "glyphs";
            var baseline = SettingLayers.Effective(profile.Values);
            text.Append($"{profile.Name} version {profile.Version}, on {dataset}\n");
            foreach (var (name, value) in SettingLayers.Brief(baseline))
                text.Append($"  {name} {value}\n");
            foreach (var technique in KnownHere.Catalogue.Techniques)
            {
                var training = Planned(dataset, profile.Name, technique);
                text.Append($"  {technique.Name} version {technique.Version}: {Told(training, baseline)}\n");
            }

            text.Append('\n');
        }

        ApprovedText.Check("effective-settings.txt", text.ToString());
    }

    private static PlannedTraining Planned(string dataset, string profile, Definition technique)
    {
        var settings = SpecSettings.Silent with { Profile = profile };
        var spec = new ExperimentSpec(
            "example",
            "",
            [new SpecDataset(dataset, SettingLayers.None, null, null, [settings])],
            [new SpecTechnique(technique.Name, SettingLayers.None, null, SpecSettings.Silent)],
            [0],
            10_000,
            new SpecEvaluation(),
            [],
            [SpecSettings.Silent]);
        return Plan.From(spec, KnownHere.Catalogue).Single().Training;
    }

    /// <summary>What is otherwise than in the profile, what the technique has of its own, or why there is no such game.</summary>
    private static string Told(PlannedTraining training, IReadOnlyDictionary<string, SettingValue> baseline)
    {
        if (KnownHere.Catalogue.Misfit(training) is { } reason)
            return $"does not fit: {reason}";
        var changed = SettingLayers.Brief(training.Settings.Where(pair => baseline.GetValueOrDefault(pair.Key) != pair.Value))
            .Select(pair => $"{pair.Name} {pair.Value}");
        var gone = SettingLayers.Brief(baseline.Where(pair => !training.Settings.ContainsKey(pair.Key))).Select(pair => $"no {pair.Name}");
        List<string> all = [.. changed, .. gone];
        return all.Count == 0 ? "as the profile" : string.Join(", ", all);
    }
}
