using System.Collections.Immutable;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Datasets;

/// <summary>Three independent digits as the three channels of one image; mode = 100 · c0 + 10 · c1 + c2 of their digits.</summary>
/// <remarks>
/// Nothing is stored: a batch of B stacks is a batch of 3 B digits, so each channel of each stack is an independent training draw.
/// </remarks>
/// <param name="digits">Single-channel images of 28 x 28 with ten modes, the digits.</param>
public sealed class StackedData(TrainingData digits) : TrainingData
{
    private const int Channels = 3;
    private const int DigitSize = 28 * 28;
    private const int StackSize = Channels * DigitSize;
    private const int Modes = 1000;

    // Held-out digits that stacks are put together from: all of MNIST's test split.
    private const int HeldOutDigits = 10_000;

    /// <summary>Shape of one stack.</summary>
    internal static ImmutableArray<int> Shape => [Channels, 28, 28];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch does not hold whole stacks.</exception>
    public override void Draw(SeedStream stream, long step, Span<float> batch)
    {
        Count(batch);
        digits.Draw(stream, step, batch);
    }

    /// <inheritdoc/>
    /// <remarks>The digits of channel c come from the stream's child <c>channel-c</c>.</remarks>
    /// <exception cref="ArgumentException">The batch does not hold whole stacks.</exception>
    public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch)
    {
        var channelDigits = Digits(mode);
        var drawn = new float[Count(batch) * DigitSize];
        for (var channel = 0; channel < Channels; channel++)
        {
            digits.DrawFromMode(channelDigits[channel], stream.Derive($"channel-{channel}"), step, drawn);
            for (var i = 0; i < drawn.Length / DigitSize; i++)
                drawn.AsSpan(i * DigitSize, DigitSize).CopyTo(batch[((i * StackSize) + (channel * DigitSize))..]);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The representatives of its three digits.</remarks>
    /// <exception cref="ArgumentException">The span does not hold exactly one stack.</exception>
    public override void WriteRepresentative(int mode, Span<float> sample)
    {
        var channelDigits = Digits(mode);
        if (sample.Length != StackSize)
            throw new ArgumentException($"A stack has {StackSize} pixels; the span holds {sample.Length}.", nameof(sample));
        for (var channel = 0; channel < Channels; channel++)
            digits.WriteRepresentative(channelDigits[channel], sample.Slice(channel * DigitSize, DigitSize));
    }

    /// <inheritdoc/>
    /// <remarks>Three held-out digits at random for each stack, with replacement, from at most 10,000; as many as are asked for.</remarks>
    public override Samples HeldOut(int count)
    {
        var pool = digits.HeldOut(HeldOutDigits);
        var chosen = new int[count * Channels];
        SeedStream.FromSeed(0).Derive("held-out").Derive("stack").Integers(0, pool.Count, chosen);
        var stacks = new float[count * StackSize];
        for (var i = 0; i < chosen.Length; i++)
            pool[chosen[i]].CopyTo(stacks.AsSpan(i * DigitSize));
        return new Samples(stacks, StackSize);
    }

    /// <summary>The share of each mode: the product of its digits' shares.</summary>
    /// <param name="digitWeights">Share of each digit, shape [10].</param>
    internal static ImmutableArray<double> Weights(ImmutableArray<double> digitWeights) =>
        [.. from c0 in digitWeights from c1 in digitWeights from c2 in digitWeights select c0 * c1 * c2];

    private static int[] Digits(int mode) => mode is >= 0 and < Modes
        ? [mode / 100, mode / 10 % 10, mode % 10]
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "A mode is a number from 0 to 999.");

    private static int Count(ReadOnlySpan<float> batch) => batch.Length % StackSize == 0
        ? batch.Length / StackSize
        : throw new ArgumentException($"A batch of {batch.Length} numbers does not hold whole stacks of {StackSize}.", nameof(batch));
}
