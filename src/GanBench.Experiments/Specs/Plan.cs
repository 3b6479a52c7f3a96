using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Specs;

/// <summary>Expands a spec into its runs.</summary>
public static class Plan
{
    /// <summary>
    /// All runs of a spec: dataset-major, then the settings of spec and dataset, then technique, controls last, then seed, each in the
    /// spec's order.
    /// </summary>
    /// <param name="spec">A checked spec.</param>
    /// <param name="catalogue">The catalogue that it was checked against; gives defaults and versions.</param>
    public static ImmutableArray<PlannedRun> From(ExperimentSpec spec, Catalogue catalogue) =>
    [
        .. from dataset in spec.Datasets
           from run in Trained(spec, dataset, catalogue).Concat(Controls(spec, dataset, catalogue))
           from seed in spec.Seeds
           select run.WithSeed(seed),
    ];

    /// <summary>The trainings of a dataset with seed 0.</summary>
    private static IEnumerable<PlannedRun> Trained(ExperimentSpec spec, SpecDataset dataset, Catalogue catalogue) =>
        from whole in spec.Settings
        from own in dataset.Settings
        from technique in spec.Techniques
        where technique.IsOn(dataset.Name)
        select Cell(spec, whole, dataset, own, technique, catalogue);

    /// <summary>
    /// One cell with seed 0. Layers, later ones win: profile, spec, dataset, technique; what the technique itself says comes before what
    /// the spec says for it.
    /// </summary>
    internal static PlannedRun Cell(
        ExperimentSpec spec, SpecSettings whole, SpecDataset dataset, SpecSettings own, SpecTechnique technique, Catalogue catalogue)
    {
        var chosen = Choose(technique, catalogue);
        var profile = technique.Settings.Profile ?? own.Profile ?? whole.Profile ?? catalogue.DefaultProfile[dataset.Name];
        var settings = SettingLayers.Effective(
            catalogue.Profiles.First(known => known.Name == profile).Values,
            whole.Values,
            own.Values,
            catalogue.SettingsOf(chosen),
            technique.Settings.Values);
        var averages = technique.Settings.Averages ?? own.Averages ?? whole.Averages ?? [];
        return new PlannedRun(
            new PlannedTraining(
                Choose(dataset, catalogue), chosen, settings, Seed: 0, dataset.GeneratorSteps ?? spec.GeneratorSteps,
                catalogue.TrainingVersion, catalogue.Engine),
            new EvaluationProtocol(dataset.Samples ?? spec.Evaluation.Samples, spec.Evaluation.Checkpoints, averages));
    }

    /// <summary>Controls have no networks and train nothing, so neither is part of what they are.</summary>
    private static IEnumerable<PlannedRun> Controls(ExperimentSpec spec, SpecDataset dataset, Catalogue catalogue)
    {
        var chosen = Choose(dataset, catalogue);
        return from control in spec.Controls
               where catalogue.ControlApplies(chosen, control)
               select new PlannedRun(
                   new PlannedTraining(
                       chosen, Choice.Of(Named(catalogue.Controls, control), SettingLayers.None), SettingLayers.None, Seed: 0,
                       GeneratorSteps: 0, Version: 0, catalogue.Engine),
                   new EvaluationProtocol(dataset.Samples ?? spec.Evaluation.Samples, Checkpoints: 0, []));
    }

    /// <summary>A dataset of a spec with all its parameters.</summary>
    internal static Choice Choose(SpecDataset dataset, Catalogue catalogue) =>
        Choice.Of(Named(catalogue.Datasets, dataset.Name), dataset.Parameters);

    /// <summary>A technique of a spec with all its parameters, or a combination with those of its parts.</summary>
    internal static Choice Choose(SpecTechnique technique, Catalogue catalogue) => technique.Parts is { } parts
        ? Choice.Together([.. parts.Select(part => Choose(part, catalogue))])
        : Choice.Of(Named(catalogue.Techniques, technique.Name), technique.Parameters);

    private static Definition Named(ImmutableArray<Definition> known, string name) =>
        known.FirstOrDefault(definition => definition.Name == name)
        ?? throw new ArgumentException(
            $"Bug in GanBench: the catalogue does not know \"{name}\", so the spec was not checked against it.", nameof(name));
}
