using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanBench.Datasets;
using GanBench.Experiments;

namespace GanBench.Records;

/// <summary>Everything that is kept of one run; one JSON file.</summary>
/// <param name="Schema">Version of this layout, <see cref="CurrentSchema"/>.</param>
/// <param name="Id">The run's <see cref="PlannedRun.Id"/>, also the file's name.</param>
/// <param name="Run">What was run.</param>
/// <param name="Result">What came out: the same bytes on every machine.</param>
/// <param name="Digest">SHA-256 of the result's canonical JSON, lower-case hex.</param>
/// <param name="Cost">What it took: differs from machine to machine.</param>
/// <param name="Host">Where it ran.</param>
public sealed record RunRecord(
    int Schema, string Id, PlannedRun Run, RunResult Result, string Digest, RunCost? Cost, HostFacts Host)
{
    /// <summary>The layout that this version reads and writes.</summary>
    public const int CurrentSchema = 2;

    /// <summary>The record of a run, with its id and digest filled in.</summary>
    /// <param name="run">What was run.</param>
    /// <param name="result">What came out.</param>
    /// <param name="cost">What it took; null when it did not start.</param>
    /// <param name="host">Where it ran.</param>
    public static RunRecord Of(PlannedRun run, RunResult result, RunCost? cost, HostFacts host) =>
        new(CurrentSchema, run.Id(), run, result, result.Digest(), cost, host);
}

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

/// <summary>The measurements at one checkpoint.</summary>
/// <param name="GeneratorStep">Generator updates done before it.</param>
/// <param name="ModeCounts">High-quality samples of each mode.</param>
/// <param name="Metrics">Value by metric name; NaN where a metric is undefined. A metric that means nothing on the dataset is not there.</param>
/// <param name="Training">How training stands; null where nothing is trained.</param>
/// <param name="Weights">
/// The first 8 hex digits of the SHA-256 of each array of weights as little-endian float32, by side and name, e.g. <c>generator.hidden-1.bias</c>; null
/// where nothing is trained. They tell where two runs of one cell part.
/// </param>
public sealed record Evaluation(
    int GeneratorStep,
    ImmutableArray<int> ModeCounts,
    ImmutableSortedDictionary<string, double> Metrics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrainingFacts? Training = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableSortedDictionary<string, string>? Weights = null);

/// <summary>How training stands at a checkpoint.</summary>
/// <param name="DiscriminatorAccuracy">Probability that the discriminator scores a real input above a generated one, in [0, 1]: the area under its ROC curve.</param>
/// <param name="DiscriminatorGradientNorm">Euclidean norm of the gradient of the discriminator's last update; NaN before the first.</param>
/// <param name="GeneratorGradientNorm">Euclidean norm of the gradient of the generator's last update; NaN before the first.</param>
public sealed record TrainingFacts(double DiscriminatorAccuracy, double DiscriminatorGradientNorm, double GeneratorGradientNorm);

/// <summary>The first samples of the last evaluation, for the pictures.</summary>
/// <param name="Shape">Sample shape: <c>[2]</c> for points, <c>[channels, height, width]</c> for images.</param>
/// <param name="Points">Row-major coordinates of points, in data units; empty for images.</param>
/// <param name="Pixels">Row-major 8-bit pixels of images (0 is -1, 255 is +1), base64 in JSON; empty for points.</param>
public sealed record SampleSheet(ImmutableArray<int> Shape, ImmutableArray<float> Points, byte[] Pixels)
{
    private const int KeptPoints = 500;
    private const int KeptImages = 40;

    /// <summary>The first 500 points or 40 images.</summary>
    /// <param name="samples">Samples, shape [N, d], in data units.</param>
    /// <param name="dataset">Says what one sample is.</param>
    public static SampleSheet Of(Samples samples, Dataset dataset)
    {
        if (dataset.SampleShape.Length == 1)
            return new SampleSheet(dataset.SampleShape, [.. samples.Values.Span[..(Math.Min(KeptPoints, samples.Count) * samples.Dimension)]], []);
        var pixels = samples.Values.Span[..(Math.Min(KeptImages, samples.Count) * samples.Dimension)].ToArray();
        return new SampleSheet(dataset.SampleShape, [], Array.ConvertAll(pixels, value => (byte)Math.Clamp(Math.Round((value + 1) * 127.5), 0, 255)));
    }
}

/// <summary>The classifier that recognised modes in images.</summary>
/// <param name="Name">Name and version, e.g. <c>mnist-conv-v1</c>.</param>
/// <param name="WeightsDigest">SHA-256 of its weights, lower-case hex.</param>
/// <param name="TestAccuracy">Share of the dataset's test images that it labels correctly, in [0, 1].</param>
/// <param name="ConfidenceThreshold">A sample counts as high quality at or above this confidence, in (0, 1).</param>
public sealed record JudgeFacts(string Name, string WeightsDigest, double TestAccuracy, double ConfidenceThreshold);

/// <summary>What a run took on its machine; the operations are the same on every machine.</summary>
/// <param name="TrainingSeconds">Wall-clock seconds in training steps, evaluations left out.</param>
/// <param name="EvaluationSeconds">Wall-clock seconds in evaluations.</param>
/// <param name="CpuSeconds">Processor seconds of the worker for the whole run.</param>
/// <param name="GeneratorStepsPerSecond">Generator updates per second of training.</param>
/// <param name="SamplesPerSecond">Real training samples per second of training.</param>
/// <param name="PeakMemoryBytes">Highest resident memory of the worker during the run; 0 when the system does not tell.</param>
/// <param name="FloatingPointOperations">
/// Operations of matrix products, convolutions and pairwise distances in training steps, evaluations left out, a multiply-add counting as two;
/// null when the engine does not count them. Records from before it was counted have none.
/// </param>
public sealed record RunCost(
    double TrainingSeconds,
    double EvaluationSeconds,
    double CpuSeconds,
    double GeneratorStepsPerSecond,
    double SamplesPerSecond,
    long PeakMemoryBytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? FloatingPointOperations = null);

/// <summary>Where a run ran.</summary>
/// <param name="Engine">Engine and version, e.g. <c>BitTorch 0.1.0</c>.</param>
/// <param name="Simd">Vector width in use, e.g. <c>512-bit</c>.</param>
/// <param name="Processor">Processor model as the system names it.</param>
/// <param name="OperatingSystem">Operating system and version.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Commit">Commit of the program, or null when unknown.</param>
/// <param name="Date">Day of the run, ISO 8601 in UTC.</param>
public sealed record HostFacts(
    string Engine, string Simd, string Processor, string OperatingSystem, string Runtime, int Cores, string? Commit, string Date);
