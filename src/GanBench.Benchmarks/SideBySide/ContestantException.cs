namespace GanBench.Benchmarks.SideBySide;

/// <summary>A contestant could not start or stopped.</summary>
/// <param name="message">Which, and what is known.</param>
internal sealed class ContestantException(string message) : Exception(message);
