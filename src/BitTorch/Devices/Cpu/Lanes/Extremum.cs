using System.Runtime.CompilerServices;

namespace BitTorch.Devices.Cpu.Lanes;

/// <summary>The one rule for the larger and the smaller of two floats, on every width: IEEE 754-2019 maximum and minimum.</summary>
/// <remarks>
/// NaN if either operand is NaN; -0 is smaller than +0. Hardware instructions are not used because x86 returns the second operand for
/// NaNs and for zeros of both signs, and Arm does not. Both functions are associative and commutative up to a NaN's bits, so the
/// order of a maximum or a minimum is free.
/// </remarks>
internal static class Extremum
{
    /// <summary>The larger of two. Equal operands differ at most in a zero's sign; "and" then keeps the positive one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Max<T>(T a, T b)
        where T : unmanaged, ILanes<T>
    {
        // b is not below a when b is NaN, so b is taken; a NaN in a is taken by name.
        var larger = T.Select(T.LessThan(b, a), a, T.Select(T.Equal(a, a), b, a));
        return T.Select(T.Equal(a, b), T.And(a, b), larger);
    }

    /// <summary>The smaller of two. Equal operands differ at most in a zero's sign; "or" then keeps the negative one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Min<T>(T a, T b)
        where T : unmanaged, ILanes<T>
    {
        var smaller = T.Select(T.LessThan(a, b), a, T.Select(T.Equal(a, a), b, a));
        return T.Select(T.Equal(a, b), T.Or(a, b), smaller);
    }
}
