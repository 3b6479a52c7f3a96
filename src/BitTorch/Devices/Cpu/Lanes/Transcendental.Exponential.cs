using System.Runtime.CompilerServices;

namespace BitTorch.Devices.Cpu.Lanes;

/// <content>exp and its relatives.</content>
internal static partial class Transcendental
{
    private const float Log2OfE = 1.44269502f;
    private const float Ln2 = 0.693147182f;
    private const float Ln2Rest = -1.90465421e-09f;

    /// <summary>e^x: +inf above 88.72, denormal below -87.33, +0 below -103.97; exp(-inf) = +0, exp(NaN) = NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        // Beyond these bounds the result is inf or 0 anyway; written so that NaN passes.
        x = T.Select(T.LessThan(T.Broadcast(89f), x), T.Broadcast(89f), x);
        x = T.Select(T.LessThan(x, T.Broadcast(-104f)), T.Broadcast(-104f), x);
        var mantissa = ExpReduced(x, out var exponent);

        // 2^exponent reaches from 2^-150 to 2^128, so it is applied as two normal factors; the first is exact, the second rounds once.
        var half = T.ShiftRightBits(exponent, 1);
        return mantissa * PowerOfTwo(half) * PowerOfTwo(T.SubtractBits(exponent, half));
    }

    /// <summary>1 / (1 + e^-x), in (0, 1) and down to denormals for negative x; 0 at -inf, 1 at +inf.</summary>
    /// <remarks>e^-|x| never overflows, and the quotient below zero keeps its relative accuracy.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sigmoid<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var one = T.Broadcast(1f);
        var decay = Exp(-T.Abs(x));
        return T.Select(T.LessThan(x, T.Broadcast(0f)), decay, one) / (one + decay);
    }

    /// <summary>The hyperbolic tangent, in [-1, 1], exactly odd: tanh(-0) = -0; 1 from |x| = 9.02 on.</summary>
    /// <remarks>An odd polynomial below 0.625, else 1 - 2 / (e^2|x| + 1), which loses no digits there.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Tanh<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var magnitude = T.Abs(x);
        var square = magnitude * magnitude;
        var p = Horner(T.Broadcast(-0.00569229666f), square, 0.0206281673f);
        p = Horner(p, square, -0.0537365153f);
        p = Horner(p, square, 0.133314058f);
        p = Horner(p, square, -0.333332807f);
        var small = T.FusedMultiplyAdd(magnitude * square, p, magnitude);

        var bounded = T.Select(T.LessThan(T.Broadcast(10f), magnitude), T.Broadcast(10f), magnitude);
        var growth = ExpReduced(bounded + bounded, out var exponent) * PowerOfTwo(exponent);
        var large = T.Broadcast(1f) - (T.Broadcast(2f) / (growth + T.Broadcast(1f)));

        var result = T.Select(T.LessThan(magnitude, T.Broadcast(0.625f)), small, large);
        return T.Or(result, T.And(x, T.Broadcast(-0f)));
    }

    /// <summary>e^x = result * 2^exponent with the result in [0.7, 1.42]; for |x| up to about 10^5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpReduced<T>(T x, out T exponent)
        where T : unmanaged, ILanes<T>
    {
        var shifted = T.FusedMultiplyAdd(x, T.Broadcast(Log2OfE), T.Broadcast(RoundingShift));
        exponent = ShiftedInteger(shifted);
        var whole = shifted - T.Broadcast(RoundingShift);
        var r = T.FusedMultiplyAdd(whole, T.Broadcast(-Ln2), x);
        r = T.FusedMultiplyAdd(whole, T.Broadcast(-Ln2Rest), r);

        var p = Horner(T.Broadcast(0.001383884f), r, 0.00836919341f);
        p = Horner(p, r, 0.0416681021f);
        p = Horner(p, r, 0.166665167f);
        p = Horner(p, r, 0.49999994f);
        return T.FusedMultiplyAdd(r * r, p, r) + T.Broadcast(1f);
    }

    /// <summary>2^exponent for an int32 exponent from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T PowerOfTwo<T>(T exponent)
        where T : unmanaged, ILanes<T> => T.ShiftLeftBits(T.AddBits(exponent, T.BroadcastBits(127)), 23);
}
