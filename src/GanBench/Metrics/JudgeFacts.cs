namespace GanBench.Metrics;

/// <summary>The classifier that recognised modes in images.</summary>
/// <param name="Name">Name and version, e.g. <c>mnist-conv-v1</c>.</param>
/// <param name="WeightsDigest">SHA-256 of its weights, lower-case hex.</param>
/// <param name="TestAccuracy">Share of the dataset's test images that it labels correctly, in [0, 1].</param>
/// <param name="ConfidenceThreshold">A sample counts as high quality at or above this confidence, in (0, 1).</param>
public sealed record JudgeFacts(string Name, string WeightsDigest, double TestAccuracy, double ConfidenceThreshold);
