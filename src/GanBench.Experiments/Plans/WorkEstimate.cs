using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Experiments.Plans;

/// <summary>About how much work runs are, in units of no meaning: network updates, an image counting as ten points.</summary>
/// <remarks>Datasets are looked up once: the cells of a plan share them.</remarks>
public sealed class WorkEstimate
{
    private readonly Dictionary<Choice, int> weights = new(ReferenceEqualityComparer.Instance);

    /// <summary>About how much work a run is; finite and at least 0.</summary>
    /// <param name="run">The run.</param>
    public double Of(PlannedRun run)
    {
        if (run.GeneratorSteps == 0)
            return 0;   // a control
        var updates = 1 + DiscriminatorSteps(run);
        if (!weights.TryGetValue(run.Dataset, out var weight))
            weights[run.Dataset] = weight = KnownDatasets.Create(run.Dataset).SampleShape.Length == 1 ? 1 : 10;
        return (double)run.GeneratorSteps * updates * weight;
    }

    private static double DiscriminatorSteps(PlannedRun run) =>
        run.Training.Settings.GetValueOrDefault("discriminator-steps") is SettingValue.Number number ? number.Value : 1;
}
