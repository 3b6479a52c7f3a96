namespace BitTorch.Tests;

/// <summary>Compares floats bit for bit, -0 and +0 apart, with every NaN as one value (its sign and payload are the processor's).</summary>
internal static class SameBits
{
    /// <summary>The float's bits, with one pattern for every NaN.</summary>
    internal static int Of(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);

    /// <summary>Fails with the first difference.</summary>
    internal static void Assert(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string situation)
    {
        NUnit.Framework.Assert.That(actual.Length, Is.EqualTo(expected.Length), situation);
        for (var i = 0; i < actual.Length; i++)
        {
            if (Of(actual[i]) != Of(expected[i]))
                NUnit.Framework.Assert.Fail($"{situation}: element {i} is {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
