namespace GanBench.Experiments.Records;

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
    string Engine, string Simd, string Processor, string OperatingSystem, string Runtime, int Cores, string? Commit, string Date)
{
    /// <summary>What cannot be true of these facts; null when nothing is seen to be wrong.</summary>
    internal string? Nonsense =>
        Cores < 1 ? $"it was made on {Cores} cores"
        : !DateOnly.TryParseExact(Date, "yyyy-MM-dd", out _) ? $"its date is \"{Date}\", which is no day"
        : null;
}
