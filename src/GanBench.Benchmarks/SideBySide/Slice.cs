namespace GanBench.Benchmarks.SideBySide;

/// <summary>What a contestant did in one slice.</summary>
/// <param name="Steps">Training steps.</param>
/// <param name="WallSeconds">Seconds that passed.</param>
/// <param name="CpuSeconds">Seconds on a core, of all its threads together.</param>
internal sealed record Slice(int Steps, double WallSeconds, double CpuSeconds)
{
    public double StepsPerSecond(Clock clock) => Steps / (clock == Clock.Wall ? WallSeconds : CpuSeconds);
}
