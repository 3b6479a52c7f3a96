namespace GanBench.Cli.HealthChecks;

/// <summary>What was found out about one thing that a run may need.</summary>
/// <param name="Status">How it stands.</param>
/// <param name="Subject">What was looked at, a word or two.</param>
/// <param name="Fact">What was found.</param>
/// <param name="Remedy">What to do about it, with the command that helps; null when nothing needs to be done.</param>
internal sealed record HealthCheckResult(HealthStatus Status, string Subject, string Fact, string? Remedy = null);
