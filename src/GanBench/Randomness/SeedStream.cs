using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace GanBench.Randomness;

/// <summary>A named stream of random numbers: value = f(key, step, index), so any value can be computed in any order.</summary>
/// <remarks>
/// Philox4x32-10 over the 128-bit counter (index, step). Immutable, safe to share between threads, and the same bits on every
/// machine. Value i of a step does not depend on how many values are asked for. All kinds of draw at the same step read the same
/// words, so a caller derives one stream per use and never draws two kinds of number from one.
/// </remarks>
public sealed class SeedStream
{
    private readonly ulong key;

    private SeedStream(ulong key) => this.key = key;

    /// <summary>The root of a run's tree of streams; its key is the seed itself.</summary>
    /// <param name="seed">Seed, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public static SeedStream FromSeed(int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        return new((ulong)seed);
    }

    /// <summary>The child stream of a name: its key is the first 8 bytes of SHA-256 over this key and the name.</summary>
    /// <param name="name">Name of the use, e.g. <c>latent</c>; hashed as UTF-8 after the key's 8 little-endian bytes. Not empty.</param>
    /// <returns>A stream independent of this one and of the children of other names.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public SeedStream Derive(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var message = new byte[sizeof(ulong) + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteUInt64LittleEndian(message, key);
        Encoding.UTF8.GetBytes(name, message.AsSpan(sizeof(ulong)));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, digest);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(digest));
    }

    /// <summary>Fills a span with uniform numbers.</summary>
    /// <param name="step">Counter of the draw, at least 0.</param>
    /// <param name="values">Overwritten with multiples of 2^-24 in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public void Uniform(long step, Span<float> values) => Fill<UnitInterval>(step, values);

    /// <summary>Fills a span with standard normal numbers.</summary>
    /// <remarks>Box-Muller in float32; no number exceeds 6.56 in size, which a true normal does once in 1.8 · 10^10 draws.</remarks>
    /// <param name="step">Counter of the draw, at least 0.</param>
    /// <param name="values">Overwritten with numbers of mean 0 and variance 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public void Normal(long step, Span<float> values) => Fill<BoxMuller>(step, values);

    /// <summary>A random order of the numbers below a count: Fisher-Yates, from the highest place down.</summary>
    /// <param name="step">Counter of the draw, at least 0.</param>
    /// <param name="count">How many, from 0 to 2^24: a place is chosen by a number of 24 random bits.</param>
    /// <returns>Every number in [0, count) once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step or the count is negative, or the count too high.</exception>
    public int[] Permutation(long step, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << 24);
        int[] order = [.. Enumerable.Range(0, count)];
        // Fisher-Yates. A float32 has 24 bits, hence the limit: beyond it some places could never be drawn.
        var draws = new float[count];
        Uniform(step, draws);
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)(draws[i] * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Fills a span with categories of given weights.</summary>
    /// <param name="step">Counter of the draw, at least 0.</param>
    /// <param name="weights">Share of each category; they sum to 1 within rounding.</param>
    /// <param name="values">
    /// Overwritten with category numbers; what rounding leaves over goes to the last category of positive weight.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public void Categories(long step, ReadOnlySpan<double> weights, Span<int> values)
    {
        var draws = new float[values.Length];
        Uniform(step, draws);
        for (var i = 0; i < values.Length; i++)
        {
            var (sum, chosen) = (0.0, 0);
            for (var category = 0; category < weights.Length; category++)
            {
                // Kept even when the loop runs out: the sum may end just below 1, and a category of weight 0 must never come up.
                if (weights[category] > 0) chosen = category;
                sum += weights[category];
                if (draws[i] < sum) break;
            }

            values[i] = chosen;
        }
    }

    /// <summary>Fills a span with whole numbers below a maximum.</summary>
    /// <remarks>
    /// The high half of word times maximum: the probability of each number differs from 1 / maximum by less than 2^-32, which is
    /// 1.4 · 10^-5 of it at 60,000.
    /// </remarks>
    /// <param name="step">Counter of the draw, at least 0.</param>
    /// <param name="exclusiveMaximum">Numbers are below it; at least 1.</param>
    /// <param name="values">Overwritten with numbers in [0, exclusiveMaximum).</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative or the maximum is below 1.</exception>
    public void Integers(long step, int exclusiveMaximum, Span<int> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        Span<uint> words = stackalloc uint[Philox4x32.TileWords];
        for (var tile = 0UL; !values.IsEmpty; tile++)
        {
            Philox4x32.FillTile(key, tile, (ulong)step, words);
            var count = Math.Min(values.Length, words.Length);
            for (var i = 0; i < count; i++)
                values[i] = (int)(((ulong)words[i] * (uint)exclusiveMaximum) >> 32);
            values = values[count..];
        }
    }

    private void Fill<TTransform>(long step, Span<float> values)
        where TTransform : struct, ITileTransform
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var tile = 0UL;
        for (; bits.Length >= Philox4x32.TileWords; tile++)
        {
            var whole = bits[..Philox4x32.TileWords];
            Philox4x32.FillTile(key, tile, (ulong)step, whole);
            TTransform.Apply(whole);
            bits = bits[Philox4x32.TileWords..];
        }

        if (bits.IsEmpty)
            return;

        // A tile is always made whole, so the first numbers of a draw are the same however many are asked for.
        Span<uint> last = stackalloc uint[Philox4x32.TileWords];
        Philox4x32.FillTile(key, tile, (ulong)step, last);
        TTransform.Apply(last);
        last[..bits.Length].CopyTo(bits);
    }
}
