using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using GanBench.Files;
using GanBench.Metrics;

namespace GanBench.Experiments.Records;

/// <summary>The deterministic part of a record: a function of the planned run alone.</summary>
/// <param name="Outcome">How the run ended.</param>
/// <param name="Trajectory">Evaluations by generator step, the first at step 0; empty when the run was skipped or failed.</param>
/// <param name="DiscriminatorSteps">Discriminator updates done.</param>
/// <param name="RealSamplesSeen">Real samples drawn for the discriminator's updates; those that some techniques also draw in the generator's are not counted.</param>
/// <param name="WeightsDigest">SHA-256 of all final weights as little-endian float32, lower-case hex; null when there are none.</param>
/// <param name="Samples">A few generated samples for the pictures; null when there are none.</param>
/// <param name="Judge">The classifier that recognised the modes; null where modes are recognised by distance.</param>
public sealed record RunResult(
    RunOutcome Outcome,
    ImmutableArray<Evaluation> Trajectory,
    long DiscriminatorSteps,
    long RealSamplesSeen,
    string? WeightsDigest,
    SampleSheet? Samples,
    JudgeFacts? Judge)
{
    /// <summary>SHA-256 of this result's canonical JSON, lower-case hex: the same numbers give the same digest on every machine.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Compact)));

    /// <summary>The result of a run that could not start or broke: no measurements.</summary>
    /// <param name="outcome">Why there are none.</param>
    public static RunResult Without(RunOutcome outcome) => new(outcome, [], 0, 0, null, null, null);
}
