using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using GanBench.Datasets;
using GanBench.Experiments;
using GanBench.Records;
using GanBench.Training.Judges;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>A run that was trained: what came out, and how long it took.</summary>
/// <param name="Result">The deterministic part of its record.</param>
/// <param name="TrainingSeconds">Wall-clock seconds in training steps; shared by all replicas that were trained together.</param>
/// <param name="EvaluationSeconds">Wall-clock seconds in evaluations; shared in the same way.</param>
/// <param name="FloatingPointOperations">Operations in this run's training steps, an equal share of those of all replicas; null when the engine does not count.</param>
public sealed record TrainedRun(RunResult Result, double TrainingSeconds, double EvaluationSeconds, long? FloatingPointOperations);

/// <summary>Trains runs and measures them at their checkpoints.</summary>
public static class Trainer
{
    /// <summary>Raised whenever the training loop gives other numbers than before.</summary>
    public const int Version = 1;

    /// <summary>Trains runs that differ in their seed only, all at once. A run's result does not depend on the others.</summary>
    /// <param name="runs">At least one run; all but the seeds equal.</param>
    /// <param name="opened">The runs' dataset.</param>
    /// <param name="progress">Told the generator steps done, after each of them and after each evaluation; may be null.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <param name="checkpointing">Where the runs go on and how their state is kept, which changes no number; null to start them and keep nothing.</param>
    /// <returns>One result a run, in the same order.</returns>
    /// <exception cref="ArgumentException">The runs differ in more than their seed, or name something unknown.</exception>
    /// <exception cref="ForeignStateException">The state to go on from is that of other runs or networks; nothing was trained.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the state was kept.</exception>
    public static ImmutableArray<TrainedRun> Train(
        IReadOnlyList<PlannedRun> runs, OpenedDataset opened, IProgress<int>? progress, CancellationToken cancellation, Checkpointing? checkpointing = null)
    {
        var first = runs[0];
        if (runs.FirstOrDefault(run => (run with { Seed = first.Seed }).Id() != first.Id()) is { } other)
            throw new ArgumentException($"Runs {first.Id()} and {other.Id()} differ in more than their seed; they cannot be trained together.", nameof(runs));
        opened.RequireFor(first);
        var (dataset, recogniser) = (opened.Definition, opened.Recogniser);
        var technique = KnownTechniques.Create(first.Technique);
        var profile = KnownProfiles.Find(first.Profile);
        using var game = new Game(dataset, opened.Data, technique, profile, first.GeneratorSteps, [.. runs.Select(run => run.Seed)]);
        var logs = runs.Select(_ => new ReplicaLog()).ToArray();
        var (training, evaluating) = (new Stopwatch(), new Stopwatch());
        var norms = GradientNorms.BeforeTraining(runs.Count);
        long? operations = 0;
        var from = checkpointing?.From;
        if (from is not null) Continue(from, runs, game, logs);
        var spent = from?.Spent ?? SpentCost.Nothing;

        for (var step = (int)game.GeneratorSteps; ; step++)
        {
            if (IsCheckpoint(step, first) && step != from?.Game.GeneratorSteps)   // what was measured before the state was kept is in its trajectory
            {
                evaluating.Start();
                Evaluate(game, opened, first.Evaluation, norms, logs);
                evaluating.Stop();
                progress?.Report(step);
            }

            if (step == first.GeneratorSteps || logs.All(log => log.Divergence is not null)) break;
            if (checkpointing is not null && (cancellation.IsCancellationRequested || checkpointing.IsDue()))
                checkpointing.Keep(new TrainingState([.. runs.Select(run => run.Id())], game.Save(), [.. logs.Select(log => log.State)], Spent()));
            cancellation.ThrowIfCancellationRequested();
            training.Start();
            var before = OperationCount.Now;
            var watched = IsCheckpoint(step + 1, first) ? norms : GradientNorms.Unwatched;
            for (var i = technique.DiscriminatorStepsPerGeneratorStep; i > 0; i--)
                Watch(logs, step + 1, "discriminator loss", game.UpdateDiscriminator(i == 1 ? watched.OfDiscriminator : []));
            Watch(logs, step + 1, "generator loss", game.UpdateGenerator(watched.OfGenerator));
            operations += OperationCount.Now - before;
            training.Stop();
            progress?.Report(step + 1);
        }

        var cost = Spent();
        return [.. logs.Select((log, r) => new TrainedRun(
            Result(log, r, game, technique, profile, dataset, recogniser), cost.TrainingSeconds, cost.EvaluationSeconds, cost.FloatingPointOperations / runs.Count))];

        SpentCost Spent() => new(
            spent.TrainingSeconds + training.Elapsed.TotalSeconds, spent.EvaluationSeconds + evaluating.Elapsed.TotalSeconds, spent.FloatingPointOperations + operations);
    }

    /// <summary>Makes game and logs as they were when a state was kept.</summary>
    private static void Continue(TrainingState from, IReadOnlyList<PlannedRun> runs, Game game, ReplicaLog[] logs)
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

    private static void Evaluate(Game game, OpenedDataset opened, EvaluationProtocol protocol, GradientNorms norms, ReplicaLog[] logs)
    {
        WatchParameters(logs, game);
        var (samples, accuracies) = (game.Sample(protocol.Samples), game.MeasureDiscriminator());
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
                game.WeightDigests(r)));
        }
    }

    /// <summary>A loss can stay finite in the step that breaks the weights, so they are looked at too before samples are drawn.</summary>
    private static void WatchParameters(ReplicaLog[] logs, Game game)
    {
        foreach (var (what, parameters) in (ReadOnlySpan<(string, Tensor)>)
            [("generator weights", game.GeneratorParameters), ("discriminator weights", game.DiscriminatorParameters)])
        {
            var values = parameters.data<float>().ToArray();
            var count = values.Length / logs.Length;
            Watch(logs, (int)game.GeneratorSteps, what, [.. Enumerable.Range(0, logs.Length).Select(r => FirstNotFinite(values.AsSpan(r * count, count)))]);
        }
    }

    private static float FirstNotFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value)) return value;
        return 0;
    }

    private static RunResult Result(
        ReplicaLog log, int replica, Game game, Technique technique, NetworkProfile profile, Dataset dataset, ModeRecogniser recogniser)
    {
        var generatorSteps = log.Divergence?.GeneratorStep ?? game.GeneratorSteps;
        var discriminatorSteps = generatorSteps * technique.DiscriminatorStepsPerGeneratorStep;
        return new RunResult(
            log.Divergence ?? (RunOutcome)new RunOutcome.Completed(),
            [.. log.Trajectory],
            discriminatorSteps,
            discriminatorSteps * profile.BatchSize * technique.SamplesPerInput,
            log.Divergence is null ? WeightsDigest(game, replica) : null,
            log.Divergence is null ? SampleSheet.Of(log.Samples!, dataset) : null,
            recogniser.Facts);
    }

    private static string WeightsDigest(Game game, int replica)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameters in (ReadOnlySpan<Tensor>)[game.GeneratorParameters, game.DiscriminatorParameters])
        {
            var values = parameters.data<float>().ToArray();
            var count = (int)parameters.size(1);
            hash.AppendData(WeightsFile.Bytes(values.AsSpan(replica * count, count)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Euclidean norms of the gradients of both sides' last updates before a checkpoint, one a replica; NaN before the first.</summary>
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
