using System.Runtime.CompilerServices;

namespace BitTorch.Devices.Cpu.Lanes;

/// <content>sin and cos.</content>
internal static partial class Transcendental
{
    /// <summary>Largest |x| in radians whose sine and cosine are computed; beyond it they are NaN rather than quietly wrong.</summary>
    internal const float LargestAngle = 1048576f;

    /// <summary>The sine of x radians, exactly odd: sin(-0) = -0. NaN at infinities and beyond <see cref="LargestAngle"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sin<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var (sin, cos) = OfRemainder(T.Abs(x), out var quarter);
        var result = T.Xor(InQuarter(quarter, sin, cos), T.And(x, T.Broadcast(-0f)));
        return Bounded(x, result);
    }

    /// <summary>The cosine of x radians, exactly even. NaN at infinities and beyond <see cref="LargestAngle"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Cos<T>(T x)
        where T : unmanaged, ILanes<T>
    {
        var (sin, cos) = OfRemainder(T.Abs(x), out var quarter);
        return Bounded(x, InQuarter(T.AddBits(quarter, T.BroadcastBits(1)), sin, cos));
    }

    /// <summary>Sine and cosine of the angle minus the nearest multiple of pi/2; that multiple's last bits say the quarter turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Sin, T Cos) OfRemainder<T>(T angle, out T quarter)
        where T : unmanaged, ILanes<T>
    {
        const float TwoOverPi = 0.636619747f;
        const float HalfPi = 1.57079637f;
        const float HalfPiRest = -4.37113883e-08f;
        const float HalfPiLast = -1.71512451e-15f;

        var shifted = T.FusedMultiplyAdd(angle, T.Broadcast(TwoOverPi), T.Broadcast(RoundingShift));
        quarter = ShiftedInteger(shifted);
        var turns = T.Broadcast(RoundingShift) - shifted;

        // The remainder in two floats, high + low. The first step is exact: both operands are multiples of 2^-23 below 2^23 and the result
        // is below 1. The second is a two-sum of the exact product, because near a multiple of pi/2 every bit of it counts.
        var coarse = T.FusedMultiplyAdd(turns, T.Broadcast(HalfPi), angle);
        var product = turns * T.Broadcast(HalfPiRest);
        var productRest = T.FusedMultiplyAdd(turns, T.Broadcast(HalfPiRest), -product);
        var high = coarse + product;
        var added = high - coarse;
        var low = (coarse - (high - added)) + (product - added);
        low = T.FusedMultiplyAdd(turns, T.Broadcast(HalfPiLast), low + productRest);

        var square = high * high;
        var p = Horner(T.Broadcast(-0.000195180954f), square, 0.00833218824f);
        p = Horner(p, square, -0.166666552f);
        var sin = high + T.FusedMultiplyAdd(high * square, p, low);

        var q = Horner(T.Broadcast(2.44323273e-05f), square, -0.00138873095f);
        q = Horner(q, square, 0.0416666456f);
        q = Horner(q, square, -0.5f);
        var cos = T.Broadcast(1f) + T.FusedMultiplyAdd(square, q, -(high * low));
        return (sin, cos);
    }

    /// <summary>The sine after 0, 1, 2 or 3 quarter turns: sin, cos, -sin, -cos.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T InQuarter<T>(T quarter, T sin, T cos)
        where T : unmanaged, ILanes<T>
    {
        var isOdd = T.ShiftRightBits(T.ShiftLeftBits(quarter, 31), 31);
        var sign = T.And(T.ShiftLeftBits(quarter, 30), T.Broadcast(-0f));
        return T.Xor(T.Select(isOdd, cos, sin), sign);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Bounded<T>(T x, T result)
        where T : unmanaged, ILanes<T> =>
        T.Select(T.LessThanOrEqual(T.Abs(x), T.Broadcast(LargestAngle)), result, T.Broadcast(float.NaN));
}
