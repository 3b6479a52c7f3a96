using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Files;
using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Experiments.Running;

/// <summary>Trains runs and measures them at their checkpoints.</summary>
public static class Trainer
{
    /// <summary>Raised whenever the training loop gives other numbers than before.</summary>
    public const int Version = 1;

    /// <summary>Trains runs that differ in their seed only, all at once. A run's result does not depend on the others.</summary>
    /// <param name="engine">What trains.</param>
    /// <param name="runs">At least one run; all but the seeds equal.</param>
    /// <param name="opened">The runs' dataset.</param>
    /// <param name="progress">Told the generator steps done, after each of them and after each evaluation; may be null.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="checkpointing">
    /// Where the runs go on and how their state is kept, which changes no number; null to start them and keep nothing.
    /// </param>
    /// <returns>One result a run, in the same order.</returns>
    /// <exception cref="ArgumentException">The runs differ in more than their seed, or name something unknown.</exception>
    /// <exception cref="ForeignStateException">The state to go on from is that of other runs or networks; nothing was trained.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the state was kept.</exception>
    public static ImmutableArray<TrainedRun> Train(
        IEngine engine, IReadOnlyList<PlannedRun> runs, OpenedDataset opened, IProgress<int>? progress,
        CancellationToken cancellation, Checkpointing? checkpointing = null)
    {
        var first = runs[0];
        if (runs.FirstOrDefault(run => run.WithSeed(first.Seed).Id() != first.Id()) is { } other)
            throw new ArgumentException(
                $"Runs {first.Id()} and {other.Id()} differ in more than their seed; they cannot be trained together.", nameof(runs));
        opened.RequireFor(first);
        var (dataset, recogniser) = (opened.Definition, opened.Recogniser);
        using var game = engine.Start(first.Training, dataset, opened.Data, [.. runs.Select(run => run.Seed)]);
        game.Average(first.Evaluation.Averages);
        var logs = runs.Select(_ => new ReplicaLog()).ToArray();
        var (training, evaluating) = (new Stopwatch(), new Stopwatch());
        var norms = GradientNorms.BeforeTraining(runs.Count);
        long? operations = 0;
        var metrics = opened.MetricVersions;
        var from = checkpointing?.From;
        if (from is not null) Continue(from, runs, game, logs);
        if (from is not null) metrics = Common(metrics, from.Metrics);
        var spent = from?.Spent ?? SpentCost.Nothing;

        for (var step = (int)game.GeneratorSteps; ; step++)
        {
            // What was measured before the state was kept is in its trajectory.
            if (IsCheckpoint(step, first) && step != from?.Game.GeneratorSteps)
            {
                evaluating.Start();
                Evaluate(game, opened, first.Evaluation, norms, logs);
                evaluating.Stop();
                progress?.Report(step);
            }

            if (step == first.GeneratorSteps || logs.All(log => log.Divergence is not null)) break;
            if (checkpointing is not null && (cancellation.IsCancellationRequested || checkpointing.IsDue()))
                checkpointing.Keep(new TrainingState(
                    [.. runs.Select(run => run.Id())], game.Save(), [.. logs.Select(log => log.State)], Spent(), metrics));
            cancellation.ThrowIfCancellationRequested();
            training.Start();
            var before = game.Operations;
            var watched = IsCheckpoint(step + 1, first) ? norms : GradientNorms.Unwatched;
            for (var i = game.DiscriminatorStepsPerGeneratorStep; i > 0; i--)
                Watch(logs, step + 1, "discriminator loss", game.UpdateDiscriminator(i == 1 ? watched.OfDiscriminator : []));
            Watch(logs, step + 1, "generator loss", game.UpdateGenerator(watched.OfGenerator));
            operations += game.Operations - before;
            training.Stop();
            progress?.Report(step + 1);
        }

        var cost = Spent();
        return [.. logs.Select((log, r) => new TrainedRun(
            Result(log, r, game, dataset, recogniser, metrics),
            cost.TrainingSeconds,
            cost.EvaluationSeconds,
            cost.FloatingPointOperations / runs.Count))];

        SpentCost Spent() => new(
            spent.TrainingSeconds + training.Elapsed.TotalSeconds,
            spent.EvaluationSeconds + evaluating.Elapsed.TotalSeconds,
            spent.FloatingPointOperations + operations);
    }

    /// <summary>
    /// The metrics of which a trajectory has one version all along, though another version of the program may have begun it.
    /// </summary>
    private static ImmutableSortedDictionary<string, int> Common(
        ImmutableSortedDictionary<string, int> now, ImmutableSortedDictionary<string, int> before) =>
        now.RemoveRange(
            now.Where(metric => !before.TryGetValue(metric.Key, out var version) || version != metric.Value).Select(metric => metric.Key));

    private static AveragedEvaluation Examined(OpenedDataset opened, double decay, Samples samples)
    {
        var (counts, metrics) = opened.Examine(samples);
        return new AveragedEvaluation(decay, counts, metrics);
    }

    /// <summary>Makes game and logs as they were when a state was kept.</summary>
    private static void Continue(TrainingState from, IReadOnlyList<PlannedRun> runs, IGame game, ReplicaLog[] logs)
    {
        if (!from.Ids.SequenceEqual(runs.Select(run => run.Id())))
            throw new ForeignStateException($"it is the state of {string.Join(", ", from.Ids)}, not of these runs");
        game.Restore(from.Game);
        for (var r = 0; r < logs.Length; r++)
            logs[r].State = from.Replicas[r];
    }

    /// <summary>Whether a run is measured after this many generator steps: evenly spaced, at 0 and at the end.</summary>
    private static bool IsCheckpoint(long step, PlannedRun run)
    {
        var checkpoint = ((step * run.Evaluation.Checkpoints) + run.GeneratorSteps - 1) / run.GeneratorSteps;
        return checkpoint * run.GeneratorSteps / run.Evaluation.Checkpoints == step;
    }

    private static void Watch(ReplicaLog[] logs, int step, string what, float[] values)
    {
        for (var r = 0; r < logs.Length; r++)
            if (!float.IsFinite(values[r])) logs[r].Divergence ??= new RunOutcome.Diverged(step, what);
    }

    private static void Evaluate(IGame game, OpenedDataset opened, EvaluationProtocol protocol, GradientNorms norms, ReplicaLog[] logs)
    {
        var (generator, discriminator) = (game.GeneratorWeights, game.DiscriminatorWeights);
        WatchWeights(logs, (int)game.GeneratorSteps, "generator weights", generator);
        WatchWeights(logs, (int)game.GeneratorSteps, "discriminator weights", discriminator);
        WatchMemory(logs, game.Save());
        var (samples, accuracies) = (game.Sample(protocol.Samples), game.MeasureDiscriminator());
        var averaged = protocol.Averages.Select(decay => (Decay: decay, Samples: game.Sample(protocol.Samples, decay))).ToList();
        for (var r = 0; r < logs.Length; r++)
        {
            if (logs[r].Divergence is not null) continue;
            var (counts, metrics) = opened.Examine(samples[r]);
            logs[r].Samples = samples[r];
            logs[r].Trajectory.Add(new Evaluation(
                (int)game.GeneratorSteps,
                counts,
                metrics,
                new TrainingFacts(accuracies[r], norms.OfDiscriminator[r], norms.OfGenerator[r]),
                ArrayDigests(generator, discriminator, r),
                averaged.Count == 0 ? null : [.. averaged.Select(average => Examined(opened, average.Decay, average.Samples[r]))]));
        }
    }

    /// <summary>
    /// What the optimisers and the averages of weights remember: a second moment that overflowed freezes its weight, which stays finite.
    /// </summary>
    private static void WatchMemory(ReplicaLog[] logs, GameState state)
    {
        var remembered = state.Generator.Averages.Select(values => ("generator optimiser", values))
            .Concat(state.Discriminator.Averages.Select(values => ("discriminator optimiser", values)))
            .Concat(state.Averages.Select(values => ("averaged generator weights", values)));
        foreach (var (what, values) in remembered)
        {
            var each = values.Length / logs.Length;
            Watch(
                logs,
                (int)state.GeneratorSteps,
                what,
                [.. Enumerable.Range(0, logs.Length).Select(r => FirstNotFinite(values.AsSpan(r * each, each)))]);
        }
    }

    /// <summary>A loss can stay finite in the step that breaks the weights, so they are looked at too before samples are drawn.</summary>
    private static void WatchWeights(ReplicaLog[] logs, int step, string what, SideWeights weights) =>
        Watch(logs, step, what, [.. Enumerable.Range(0, logs.Length).Select(r => FirstNotFinite(weights.Of(r)))]);

    /// <summary>
    /// The first 8 hex digits of the SHA-256 of each array of weights as little-endian float32, by side and name, e.g.
    /// <c>generator.hidden-1.bias</c>.
    /// </summary>
    private static ImmutableSortedDictionary<string, string> ArrayDigests(SideWeights generator, SideWeights discriminator, int replica)
    {
        var digests = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (side, weights) in (ReadOnlySpan<(string, SideWeights)>)[("discriminator", discriminator), ("generator", generator)])
        {
            var rest = weights.Of(replica);
            foreach (var (array, count) in weights.Arrays)
            {
                digests.Add($"{side}.{array}", WeightsFile.Digest(rest[..count])[..8]);
                rest = rest[count..];
            }
        }

        return digests.ToImmutable();
    }

    private static float FirstNotFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value)) return value;
        return 0;
    }

    private static RunResult Result(
        ReplicaLog log, int replica, IGame game, Dataset dataset, ModeRecogniser recogniser, ImmutableSortedDictionary<string, int> metrics)
    {
        var generatorSteps = log.Divergence?.GeneratorStep ?? game.GeneratorSteps;
        var discriminatorSteps = generatorSteps * game.DiscriminatorStepsPerGeneratorStep;
        return new RunResult(
            log.Divergence ?? (RunOutcome)new RunOutcome.Completed(),
            [.. log.Trajectory],
            discriminatorSteps,
            discriminatorSteps * game.RealSamplesPerDiscriminatorStep,
            log.Divergence is null ? WeightsDigest(game, replica) : null,
            log.Divergence is null ? SampleSheet.Of(log.Samples!, dataset) : null,
            recogniser.Facts,
            metrics);
    }

    private static string WeightsDigest(IGame game, int replica)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(WeightsFile.Bytes(game.GeneratorWeights.Of(replica)));
        hash.AppendData(WeightsFile.Bytes(game.DiscriminatorWeights.Of(replica)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Euclidean norms of the gradients of both sides' last updates before a checkpoint, one a replica; NaN before the first.
    /// </summary>
    private sealed record GradientNorms(double[] OfDiscriminator, double[] OfGenerator)
    {
        public static GradientNorms Unwatched { get; } = new([], []);

        public static GradientNorms BeforeTraining(int replicas) =>
            new([.. Enumerable.Repeat(double.NaN, replicas)], [.. Enumerable.Repeat(double.NaN, replicas)]);
    }

    /// <summary>What is remembered of one replica while it trains.</summary>
    private sealed class ReplicaLog
    {
        public List<Evaluation> Trajectory { get; } = [];

        public RunOutcome.Diverged? Divergence { get; set; }

        public Samples? Samples { get; set; }

        /// <summary>The part of it that a later part of the run depends on; samples are drawn anew before they are needed.</summary>
        public ReplicaState State
        {
            get => new([.. Trajectory], Divergence);
            set
            {
                Trajectory.AddRange(value.Trajectory);
                Divergence = value.Divergence;
            }
        }
    }
}
