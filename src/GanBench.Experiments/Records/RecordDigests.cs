namespace GanBench.Experiments.Records;

/// <summary>Digests of a result, SHA-256 of canonical JSON, lower-case hex.</summary>
/// <param name="Training">
/// Of what was trained: outcome, weights, losses' gradients. A function of the planned training and its checkpoints alone.
/// </param>
/// <param name="Measurements">Of what was measured of it; another set of metrics gives another one.</param>
public sealed record RecordDigests(string Training, string Measurements);
