namespace GanBench.Microbenchmarks.SideBySide;

/// <summary>Which seconds count.</summary>
internal enum Clock
{
    /// <summary>Seconds that pass. What a user waits; fair on an idle machine only.</summary>
    Wall,

    /// <summary>Seconds that a contestant was on the core. Fair while other programs want the core too, but for what they do to caches.</summary>
    Cpu,
}

/// <summary>What a contestant did in one slice.</summary>
/// <param name="Steps">Training steps.</param>
/// <param name="WallSeconds">Seconds that passed.</param>
/// <param name="CpuSeconds">Seconds on a core, of all its threads together.</param>
internal sealed record Slice(int Steps, double WallSeconds, double CpuSeconds)
{
    public double StepsPerSecond(Clock clock) => Steps / (clock == Clock.Wall ? WallSeconds : CpuSeconds);
}
