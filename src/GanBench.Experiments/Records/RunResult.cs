using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using GanBench.Files;
using GanBench.Metrics;

namespace GanBench.Experiments.Records;

/// <summary>
/// The deterministic part of a record: what was trained is a function of the planned run alone, what was measured of that and the metrics.
/// </summary>
/// <param name="Outcome">How the run ended.</param>
/// <param name="Trajectory">Evaluations by generator step, the first at step 0; empty when the run was skipped or failed.</param>
/// <param name="DiscriminatorSteps">Discriminator updates done.</param>
/// <param name="RealSamplesSeen">
/// Real samples drawn for the discriminator's updates; those that some techniques also draw in the generator's are not counted.
/// </param>
/// <param name="WeightsDigest">SHA-256 of all final weights as little-endian float32, lower-case hex; null when there are none.</param>
/// <param name="Samples">A few generated samples for the pictures; null when there are none.</param>
/// <param name="Judge">The classifier that recognised the modes; null where modes are recognised by distance.</param>
/// <param name="Metrics">Version of each metric that was measured at every checkpoint, by name.</param>
public sealed record RunResult(
    RunOutcome Outcome,
    ImmutableArray<Evaluation> Trajectory,
    long DiscriminatorSteps,
    long RealSamplesSeen,
    string? WeightsDigest,
    SampleSheet? Samples,
    JudgeFacts? Judge,
    ImmutableSortedDictionary<string, int> Metrics)
{
    /// <summary>Digests of what was trained and of what was measured: the same numbers give the same digests on every machine.</summary>
    public RecordDigests Digests() => new(
        Digest(new
        {
            Outcome,
            DiscriminatorSteps,
            RealSamplesSeen,
            WeightsDigest,
            Checkpoints = Trajectory.Select(evaluation => new { evaluation.GeneratorStep, evaluation.Training, evaluation.Weights }),
        }),
        Digest(new
        {
            Judge,
            Metrics,
            Samples,
            Evaluations = Trajectory.Select(evaluation => evaluation with { Training = null, Weights = null }),
        }));

    /// <summary>The same without some metrics.</summary>
    /// <param name="goes">Whether a metric goes, by name.</param>
    public RunResult Without(Predicate<string> goes) => this with
    {
        Metrics = Metrics.RemoveRange(Metrics.Keys.Where(name => goes(name))),
        Trajectory =
        [
            .. Trajectory.Select(evaluation => evaluation with
            {
                Metrics = Kept(evaluation.Metrics, goes),
                Averages = evaluation.Averages is { } averages
                    ? [.. averages.Select(average => average with { Metrics = Kept(average.Metrics, goes) })]
                    : null,
            }),
        ],
    };

    /// <summary>The result of a run that could not start or broke: no measurements.</summary>
    /// <param name="outcome">Why there are none.</param>
    public static RunResult Without(RunOutcome outcome) =>
        new(outcome, [], 0, 0, null, null, null, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    private static ImmutableSortedDictionary<string, double> Kept(
        ImmutableSortedDictionary<string, double> values, Predicate<string> goes) =>
        values.RemoveRange(values.Keys.Where(name => goes(name)));

    private static string Digest<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, RecordJson.Compact)));
}
