using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanBench.Randomness;

/// <summary>Turns pairs of uniform words into pairs of standard normal numbers, in float32.</summary>
/// <remarks>
/// Box and Muller, "A note on the generation of random normal deviates", 1958: √(-2 ln u) times the cosine and sine of a uniform angle.
/// Every lane goes through the same exactly rounded operations in the same order, so the bits do not depend on the vector width.
/// u is an odd multiple of 2^-31, rounded to float32, so never 0: the largest number that can be drawn is √(62 ln 2) ≈ 6.56.
/// </remarks>
internal readonly struct BoxMuller : ITileTransform
{
    private const float MinusTwoLogTwo = -1.3862944f;
    private const float TwoToMinus31 = 4.656613e-10f;

    // Bits of √½: subtracting them puts the mantissa into [√½, √2).
    private const int SquareRootOfHalf = 0x3F3504F3;
    private const int MantissaMask = 0x007FFFFF;

    // Taylor coefficients of sin(πt/4) and cos(πt/4), t in [-1, 1]: powers of π/4 over factorials.
    private const float Sine1 = 0.78539816f;
    private const float Sine3 = -0.08074551f;
    private const float Sine5 = 0.0024903946f;
    private const float Sine7 = -3.6576204e-5f;
    private const float Sine9 = 3.1336162e-7f;
    private const float Cosine2 = -0.30842514f;
    private const float Cosine4 = 0.015854344f;
    private const float Cosine6 = -3.2599189e-4f;
    private const float Cosine8 = 3.5908605e-6f;
    private const float Cosine10 = -2.4611370e-8f;

    /// <inheritdoc/>
    public static void Apply(Span<uint> tile)
    {
        ref var words = ref MemoryMarshal.GetReference(tile);
        Pair(ref words, 0, 16);
        Pair(ref words, 8, 24);
        Pair(ref words, 32, 48);
        Pair(ref words, 40, 56);
    }

    private static void Pair(ref uint words, nuint first, nuint second)
    {
        var radius = Radius(Vector256.LoadUnsafe(ref words, first));
        var (x, y) = Direction(Vector256.LoadUnsafe(ref words, second));
        (radius * x).AsUInt32().StoreUnsafe(ref words, first);
        (radius * y).AsUInt32().StoreUnsafe(ref words, second);
    }

    // u = odd / 2^31; with u = 2^e (1 + f) and s = f / (2 + f), -2 ln u = -2e ln 2 - 4s (1 + s²/3 + s⁴/5 + s⁶/7 + s⁸/9).
    private static Vector256<float> Radius(Vector256<uint> word)
    {
        var uniform = Vector256.ConvertToSingle(((word >>> 1) | Vector256<uint>.One).AsInt32()) * TwoToMinus31;
        var fromRoot = uniform.AsInt32() - Vector256.Create(SquareRootOfHalf);
        var exponent = Vector256.ConvertToSingle(fromRoot >> 23);
        var mantissa = ((fromRoot & Vector256.Create(MantissaMask)) + Vector256.Create(SquareRootOfHalf)).AsSingle();

        var f = mantissa - Vector256<float>.One;
        var s = f / (f + Vector256.Create(2f));
        var z = s * s;
        var series = Vector256.FusedMultiplyAdd(Vector256.Create(-4f / 9), z, Vector256.Create(-4f / 7));
        series = Vector256.FusedMultiplyAdd(series, z, Vector256.Create(-4f / 5));
        series = Vector256.FusedMultiplyAdd(series, z, Vector256.Create(-4f / 3));
        series = Vector256.FusedMultiplyAdd(series, z, Vector256.Create(-4f));
        var minusTwoLog = Vector256.FusedMultiplyAdd(exponent, Vector256.Create(MinusTwoLogTwo), s * series);
        return Vector256.Sqrt(minusTwoLog);
    }

    // The top bit negates, the next one reflects at the diagonal, the other 30 are an angle in [-π/4, π/4): together the whole circle.
    private static (Vector256<float> X, Vector256<float> Y) Direction(Vector256<uint> word)
    {
        var t = Vector256.ConvertToSingle((word << 2).AsInt32()) * TwoToMinus31;
        var z = t * t;
        var sine = Vector256.FusedMultiplyAdd(Vector256.Create(Sine9), z, Vector256.Create(Sine7));
        sine = Vector256.FusedMultiplyAdd(sine, z, Vector256.Create(Sine5));
        sine = Vector256.FusedMultiplyAdd(sine, z, Vector256.Create(Sine3));
        sine = t * Vector256.FusedMultiplyAdd(sine, z, Vector256.Create(Sine1));
        var cosine = Vector256.FusedMultiplyAdd(Vector256.Create(Cosine10), z, Vector256.Create(Cosine8));
        cosine = Vector256.FusedMultiplyAdd(cosine, z, Vector256.Create(Cosine6));
        cosine = Vector256.FusedMultiplyAdd(cosine, z, Vector256.Create(Cosine4));
        cosine = Vector256.FusedMultiplyAdd(cosine, z, Vector256.Create(Cosine2));
        cosine = Vector256.FusedMultiplyAdd(cosine, z, Vector256<float>.One);

        var sign = word & Vector256.Create(0x8000_0000);
        var reflect = ((word << 1).AsInt32() >> 31).AsSingle();
        var x = Vector256.ConditionalSelect(reflect, sine, cosine);
        var y = Vector256.ConditionalSelect(reflect, cosine, sine);
        return ((x.AsUInt32() ^ sign).AsSingle(), (y.AsUInt32() ^ sign).AsSingle());
    }
}
