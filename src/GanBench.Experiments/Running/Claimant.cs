namespace GanBench.Experiments.Running;

/// <summary>Who has a cell in hand; for people, and nothing depends on it.</summary>
/// <param name="Host">Name of the machine.</param>
/// <param name="Process">Id of the supervisor's process there.</param>
/// <param name="Since">When it took the cell, by its own clock.</param>
/// <param name="GeneratorSteps">Generator steps done when it last told.</param>
public sealed record Claimant(string Host, int Process, DateTimeOffset Since, int GeneratorSteps = 0);
