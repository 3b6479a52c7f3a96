namespace GanBench.Benchmarks.SideBySide;

/// <summary>Which seconds count.</summary>
internal enum Clock
{
    /// <summary>Seconds that pass. What a user waits; fair on an idle machine only.</summary>
    Wall,

    /// <summary>
    /// Seconds that a contestant was on the core. Fair while other programs want the core too, but for what they do to caches.
    /// </summary>
    Cpu,
}
