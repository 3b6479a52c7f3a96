using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>
/// Functions whose results are masks, or that read them: every lane is all ones (true) or all zeros (false). "Bits" functions read lanes
/// as int32.
/// </summary>
internal static class Masks
{
    internal readonly struct IsLess : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.LessThan(a, b);
    }

    internal readonly struct IsLessOrEqual : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.LessThanOrEqual(a, b);
    }

    /// <summary>Mask of a != b; true if either is NaN.</summary>
    internal readonly struct IsOther : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.AndNot(T.BroadcastBits(-1), T.Equal(a, b));
    }

    /// <summary>Mask of a &lt; b as int32: the sign of the difference, corrected where that overflowed.</summary>
    internal readonly struct IsLessBits : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T>
        {
            var difference = T.SubtractBits(a, b);
            return T.ShiftRightBits(T.Xor(difference, T.And(T.Xor(a, b), T.Xor(difference, a))), 31);
        }
    }

    /// <summary>Mask of a &lt;= b as int32.</summary>
    internal readonly struct IsLessOrEqualBits : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.AndNot(T.BroadcastBits(-1), default(IsLessBits).Apply(b, a));
    }

    /// <summary>Mask of a != b, bit for bit: d | -d has its sign bit set unless d is 0.</summary>
    internal readonly struct IsOtherBits : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T>
        {
            var difference = T.Xor(a, b);
            return T.ShiftRightBits(T.Or(difference, T.SubtractBits(T.BroadcastBits(0), difference)), 31);
        }
    }

    /// <summary>Bitwise a and b: two masks, or a number where a mask is true and +0 elsewhere.</summary>
    internal readonly struct BitsAnd : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.And(a, b);
    }

    /// <summary>Bitwise a and not b: a number where a mask is false and +0 elsewhere.</summary>
    internal readonly struct BitsAndNot : IBinary
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.AndNot(a, b);
    }

    /// <summary>Mask of x != 0; NaN is true.</summary>
    internal readonly struct IsNotZero : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => default(IsOther).Apply(x, T.Broadcast(0));
    }

    internal readonly struct IsNotZeroBits : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => default(IsOtherBits).Apply(x, T.BroadcastBits(0));
    }

    /// <summary>The given bits where a mask is true, zeros elsewhere.</summary>
    internal readonly struct BitsWhere(int bits) : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.And(x, T.BroadcastBits(bits));
    }

    /// <summary>An int32 as the nearest float.</summary>
    internal readonly struct IntegerToFloat : IUnary
    {
        public T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => T.ToFloat(x);
    }

    /// <summary>x where the mask is true, else y.</summary>
    internal readonly struct Choose : ITernary
    {
        public T Apply<T>(T y, T mask, T x)
            where T : unmanaged, ILanes<T> => T.Select(mask, x, y);
    }
}
