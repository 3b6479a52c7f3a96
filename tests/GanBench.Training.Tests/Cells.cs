using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Running;
using GanBench.Judges;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

/// <summary>Small planned runs for tests.</summary>
internal static class Cells
{
    /// <summary>A folder without files: point datasets need none.</summary>
    public static DataLocations NoFiles { get; } = new(null, Path.Combine(Path.GetTempPath(), "ganbench-tests-cache"));

    /// <summary>A run with the defaults of dataset and technique, on the dataset's default profile unless another is named.</summary>
    public static PlannedRun Cell(
        string dataset,
        string technique,
        int seed,
        int generatorSteps = 12,
        int checkpoints = 3,
        int samples = 200,
        string? profile = null)
    {
        var tried = Choose(Catalogues.BitTorch.Techniques, technique);
        return new PlannedRun(
            new PlannedTraining(
                Choose(Catalogues.BitTorch.Datasets, dataset),
                tried,
                Settings(profile ?? Catalogues.BitTorch.DefaultProfile[dataset], tried),
                seed,
                generatorSteps,
                Trainer.Version,
                Catalogues.BitTorch.Engine),
            new EvaluationProtocol(samples, checkpoints, []));
    }

    /// <summary>A control in place of a run's technique.</summary>
    public static PlannedRun Control(this PlannedRun run, string control) => new(
        run.Training with
        {
            Technique = Choose(Catalogues.BitTorch.Controls, control),
            Settings = SettingLayers.None,
            GeneratorSteps = 0,
            Version = 0,
        },
        run.Evaluation with { Checkpoints = 0 });

    /// <summary>An entry of the catalogue with all its defaults.</summary>
    public static Choice Choose(ImmutableArray<Definition> definitions, string name) =>
        Choice.Of(definitions.Single(candidate => candidate.Name == name), SettingLayers.None);

    /// <summary>What a profile and a technique say together.</summary>
    public static ImmutableSortedDictionary<string, SettingValue> Settings(string profile, Choice technique) =>
        SettingLayers.Effective(KnownProfiles.Find(profile).Values, Catalogues.BitTorch.SettingsOf(technique));

    /// <summary>Opens the runs' dataset and trains them.</summary>
    public static ImmutableArray<TrainedRun> Train(
        IReadOnlyList<PlannedRun> runs, IProgress<int>? progress, CancellationToken cancellation, Checkpointing? checkpointing = null) =>
        Trainer.Train(
            BitTorchEngine.Instance,
            runs,
            OpenedDataset.Open(runs[0].Dataset, NoFiles, KnownJudges.Recogniser, null, default),
            progress,
            cancellation,
            checkpointing);

    /// <summary>The run with a parameter of its technique changed.</summary>
    public static PlannedRun With(this PlannedRun run, string parameter, double value)
    {
        var technique = run.Technique with { Parameters = run.Technique.Parameters.SetItem(parameter, new SettingValue.Number(value)) };
        return run with { Training = run.Training with { Technique = technique } };
    }

    /// <summary>The settings of a game by a profile and what the technique itself says.</summary>
    public static GameSettings SettingsOf(string profile, Technique technique) =>
        GameSettings.From(SettingLayers.Effective(KnownProfiles.Find(profile).Values, technique.Changes.Settings));
}
