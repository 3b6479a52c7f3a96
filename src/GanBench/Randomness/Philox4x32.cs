using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanBench.Randomness;

/// <summary>Philox4x32-10: a bijection of 128-bit counters under a 64-bit key that passes the usual tests of randomness.</summary>
/// <remarks>
/// Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Integer operations only, so every path
/// below gives the same words.
/// </remarks>
public static class Philox4x32
{
    /// <summary>Words in a tile: 16 consecutive blocks of 4 words.</summary>
    public const int TileWords = 64;

    private const int Rounds = 10;
    private const int BlocksPerTile = 16;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint KeyIncrement0 = 0x9E3779B9;
    private const uint KeyIncrement1 = 0xBB67AE85;

    /// <summary>One block: the four words that the key and the counter give.</summary>
    /// <param name="key">Key; its low half is the authors' key word 0.</param>
    /// <param name="index">Low 64 bits of the counter, the authors' words 0 and 1.</param>
    /// <param name="step">High 64 bits of the counter, the authors' words 2 and 3.</param>
    /// <returns>Four independent uniform words.</returns>
    public static (uint Word0, uint Word1, uint Word2, uint Word3) Block(ulong key, ulong index, ulong step)
    {
        var (c0, c1, c2, c3) = ((uint)index, (uint)(index >> 32), (uint)step, (uint)(step >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)c0 * Multiplier0;
            var product1 = (ulong)c2 * Multiplier1;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += KeyIncrement0;
            k1 += KeyIncrement1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Fills one tile: word w of block 16·tile + b stands at 16·w + b, so vectors of up to 16 words store whole.</summary>
    /// <param name="key">Key, as in <see cref="Block"/>.</param>
    /// <param name="tile">Tile index.</param>
    /// <param name="step">High 64 bits of the counter.</param>
    /// <param name="words">Exactly <see cref="TileWords"/> words, overwritten.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public static void FillTile(ulong key, ulong tile, ulong step, Span<uint> words)
    {
        if (words.Length != TileWords)
            throw new ArgumentException($"A tile is {TileWords} words long, not {words.Length}.", nameof(words));

        if (Avx2.IsSupported)
            FillTileVectorised(key, tile, step, words);
        else
            FillTileScalar(key, tile, step, words);
    }

    internal static void FillTileScalar(ulong key, ulong tile, ulong step, Span<uint> words)
    {
        for (var block = 0; block < BlocksPerTile; block++)
        {
            (words[block], words[block + 16], words[block + 32], words[block + 48]) =
                Block(key, (tile * BlocksPerTile) + (ulong)block, step);
        }
    }

    // A counter word fills the low half of a 64-bit lane; the high half holds left-overs, which the 32 x 32 -> 64 bit product ignores.
    private static void FillTileVectorised(ulong key, ulong tile, ulong step, Span<uint> words)
    {
        ref var destination = ref MemoryMarshal.GetReference(words);
        var multiplier0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        var multiplier1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        var increment0 = Vector256.Create((ulong)KeyIncrement0);
        var increment1 = Vector256.Create((ulong)KeyIncrement1);
        for (var half = 0; half < BlocksPerTile; half += 8)
        {
            var a0 = Vector256.Create((tile * BlocksPerTile) + (ulong)half) + Vector256.Create(0UL, 1, 2, 3);
            var b0 = a0 + Vector256.Create(4UL);
            var (a1, b1) = (a0 >>> 32, b0 >>> 32);
            var a2 = Vector256.Create(step);
            var a3 = a2 >>> 32;
            var (b2, b3) = (a2, a3);
            var k0 = Vector256.Create(key);
            var k1 = k0 >>> 32;
            for (var round = 0; round < Rounds; round++)
            {
                var productA0 = Avx2.Multiply(a0.AsUInt32(), multiplier0);
                var productB0 = Avx2.Multiply(b0.AsUInt32(), multiplier0);
                var productA1 = Avx2.Multiply(a2.AsUInt32(), multiplier1);
                var productB1 = Avx2.Multiply(b2.AsUInt32(), multiplier1);
                a0 = (productA1 >>> 32) ^ a1 ^ k0;
                b0 = (productB1 >>> 32) ^ b1 ^ k0;
                a1 = productA1;
                b1 = productB1;
                a2 = (productA0 >>> 32) ^ a3 ^ k1;
                b2 = (productB0 >>> 32) ^ b3 ^ k1;
                a3 = productA0;
                b3 = productB0;
                k0 += increment0;
                k1 += increment1;
            }

            Vector256.Narrow(a0, b0).StoreUnsafe(ref destination, (nuint)half);
            Vector256.Narrow(a1, b1).StoreUnsafe(ref destination, (nuint)half + 16);
            Vector256.Narrow(a2, b2).StoreUnsafe(ref destination, (nuint)half + 32);
            Vector256.Narrow(a3, b3).StoreUnsafe(ref destination, (nuint)half + 48);
        }
    }
}
