using System.Runtime.CompilerServices;

namespace BitTorch.Devices.Cpu.Lanes;

/// <content>log and softplus.</content>
internal static partial class Transcendental
{
    /// <summary>The natural logarithm: -inf at both zeros, NaN below, +inf at +inf; exact scaling for denormals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Log<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        const int SquareRootOfHalf = 0x3F3504F3;

        // A denormal has no leading one to find, so it is made normal first.
        var isTiny = T.LessThan(x, T.Broadcast(1.17549435e-38f));
        var normal = T.Select(isTiny, x * T.Broadcast(8388608f), x);

        // x = m * 2^exponent with m in [sqrt(1/2), sqrt(2)); m - 1 is exact.
        var exponent = T.ShiftRightBits(T.SubtractBits(normal, T.BroadcastBits(SquareRootOfHalf)), 23);
        var m = T.SubtractBits(normal, T.ShiftLeftBits(exponent, 23));
        var wholes = T.ToFloat(exponent) + T.And(isTiny, T.Broadcast(-23f));
        var result = LogOnePlus(m - T.Broadcast(1f), wholes);

        result = T.Select(T.LessThan(x, T.Broadcast(float.PositiveInfinity)), result, x);
        result = T.Select(T.LessThan(x, T.Broadcast(0f)), T.Broadcast(float.NaN), result);
        return T.Select(T.Equal(x, T.Broadcast(0f)), T.Broadcast(float.NegativeInfinity), result);
    }

    /// <summary>log(1 + e^x) = max(x, 0) + log1p(e^-|x|): never overflows; down to denormals and +0 for negative x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Softplus<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        // 1 + u is u itself near 0; near 1 it is 2 * (1 + (u - 1) / 2), whose fraction is rounded at most once.
        var u = Exp(-T.Abs(x));
        var isNearZero = T.LessThan(u, T.Broadcast(0.414213562f));
        var half = T.Broadcast(0.5f);
        var fraction = T.Select(isNearZero, u, T.FusedMultiplyAdd(half, u, -half));
        var wholes = T.AndNot(T.Broadcast(1f), isNearZero);
        return T.Max(x, T.Broadcast(0f)) + LogOnePlus(fraction, wholes);
    }

    /// <summary>log((1 + fraction) * 2^wholes) for a fraction in [sqrt(1/2) - 1, sqrt(2) - 1] and an integer number of wholes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOnePlus<T>(T fraction, T wholes)
        where T : unmanaged, ILanes<T>
    {
        var square = fraction * fraction;
        var p = Horner(T.Broadcast(0.0534224287f), fraction, -0.109187193f);
        p = Horner(p, fraction, 0.121078141f);
        p = Horner(p, fraction, -0.125492394f);
        p = Horner(p, fraction, 0.14209637f);
        p = Horner(p, fraction, -0.16659373f);
        p = Horner(p, fraction, 0.200022221f);
        p = Horner(p, fraction, -0.250001669f);
        p = Horner(p, fraction, 0.333333135f);

        // Small terms first: ln(1 + f) = f + (-f^2/2 + (f^3 p + wholes * rest of ln 2)) + wholes * ln 2.
        var small = T.FusedMultiplyAdd(wholes, T.Broadcast(Ln2Rest), fraction * square * p);
        small = T.FusedMultiplyAdd(square, T.Broadcast(-0.5f), small);
        return T.FusedMultiplyAdd(wholes, T.Broadcast(Ln2), fraction + small);
    }
}
