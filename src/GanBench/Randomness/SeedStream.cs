namespace GanBench.Randomness;

/// <summary>A named stream of random numbers: value = f(key, step, index), so any value can be computed in any order.</summary>
public sealed class SeedStream
{
}
