using System.Collections.Immutable;
using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Running;

/// <summary>What the trainings of a plan take: operations to the last one, time by the rate at which this machine does them.</summary>
/// <remarks>
/// Every training is tried for one step, whatever its seed. A dataset's rate is that of its least training, timed for a second or two;
/// others have layers and batches of other sizes, and evaluations are not counted at all, so a time is an estimate.
/// </remarks>
public sealed class PlanCosts
{
    private readonly Dictionary<string, long?> perStep = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double?> rates = new(StringComparer.Ordinal);

    private PlanCosts()
    {
    }

    /// <summary>Tries the trainings of a plan; keeps nothing of them and needs no files.</summary>
    /// <param name="engine">What would train.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Stops between two trials.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PlanCosts Of(IEngine engine, ImmutableArray<PlannedRun> plan, CancellationToken cancellation)
    {
        var costs = new PlanCosts();
        var trainings = plan.Where(run => run.GeneratorSteps > 0).Select(run => run.Training).DistinctBy(Alike).ToList();
        foreach (var training in trainings)
        {
            cancellation.ThrowIfCancellationRequested();
            costs.perStep[Alike(training)] = TrialStep.Operations(engine, training);
        }

        foreach (var dataset in trainings.GroupBy(training => training.Dataset.Name, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var least = dataset.MinBy(training => costs.perStep[Alike(training)])!;
            costs.rates[dataset.Key] = TrialStep.OperationsPerSecond(engine, least);
        }

        return costs;
    }

    /// <summary>
    /// Floating-point operations of a run's training, counted as in <see cref="Records.RunCost"/>; null when the engine does not count.
    /// </summary>
    /// <param name="run">A run of the plan.</param>
    public long? Operations(PlannedRun run) => run.GeneratorSteps == 0 ? 0 : run.GeneratorSteps * perStep[Alike(run.Training)];

    /// <summary>About how long one core of this machine trains a run, in seconds; null when the engine does not count.</summary>
    /// <param name="run">A run of the plan.</param>
    public double? Seconds(PlannedRun run) => run.GeneratorSteps == 0 ? 0 : Operations(run) / rates[run.Dataset.Name];

    private static string Alike(PlannedTraining training) => (training with { Seed = 0 }).Id();
}
