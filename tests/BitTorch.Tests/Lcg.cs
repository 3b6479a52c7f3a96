namespace BitTorch.Tests;

/// <summary>A 64-bit linear congruential generator (Knuth's MMIX constants): the same test data on every machine.</summary>
internal sealed class Lcg(ulong seed)
{
    private ulong state = seed;

    /// <summary>32 pseudo-random bits.</summary>
    internal uint NextBits()
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (uint)(state >> 32);
    }

    /// <summary>A number in [0, limit).</summary>
    internal int Next(int limit) => (int)(((ulong)NextBits() * (ulong)limit) >> 32);

    /// <summary>A float in [-1, 1).</summary>
    internal float NextFloat() => ((int)NextBits() >> 8) * 1.1920929e-7f;

    /// <summary>One of the arguments.</summary>
    internal T Pick<T>(params T[] choices) => choices[Next(choices.Length)];
}
