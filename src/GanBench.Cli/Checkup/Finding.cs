namespace GanBench.Cli.Checkup;

/// <summary>What was found out about one part of the surroundings.</summary>
/// <param name="Condition">How it stands.</param>
/// <param name="Subject">What was looked at, a word or two.</param>
/// <param name="Fact">What was found.</param>
/// <param name="Remedy">What to do about it, with the command that helps; null when nothing needs to be done.</param>
internal sealed record Finding(Condition Condition, string Subject, string Fact, string? Remedy = null);
