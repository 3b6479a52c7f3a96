namespace BitTorch.Devices.Cpu.Lanes;

/// <summary>A group of float32 values that one instruction works on; kernels are written once over it, for every SIMD width.</summary>
/// <remarks>
/// <para>Every operation is lane-wise and exactly rounded (or purely bitwise), so a lane's result never depends on the width: the same
/// bits from <see cref="Lanes512"/>, <see cref="Lanes256"/>, <see cref="Lanes128"/> and <see cref="Lanes1"/>, with and without
/// intrinsics. Reciprocal estimates, hardware minimum and maximum, and "fused if fast" are absent on purpose.</para>
/// <para>The one exception is a NaN's sign and payload: processors disagree about them, so they are outside the promise. Whoever
/// digests or stores tensors must treat every NaN as one value.</para>
/// <para>A mask is a lane whose 32 bits are all one (true) or all zero (false). "Bits" members read a lane as an int32.</para>
/// </remarks>
/// <typeparam name="TSelf">The implementing type; a vector of <see cref="Count"/> floats and nothing else.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Number of floats: 16, 8, 4 or 1; a constant for the JIT.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> floats; no alignment needed.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>
    /// Reads the first <paramref name="count"/> floats (0 to <see cref="Count"/>) and nothing behind them; the other lanes are +0.
    /// </summary>
    static abstract TSelf LoadFirst(float* source, int count);

    /// <summary>Writes <see cref="Count"/> floats; no alignment needed.</summary>
    static abstract void Store(float* destination, TSelf value);

    /// <summary>Writes the first <paramref name="count"/> floats (0 to <see cref="Count"/>) and touches nothing behind them.</summary>
    static abstract void StoreFirst(float* destination, TSelf value, int count);

    /// <summary>The same float in every lane.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>The same 32 bits in every lane.</summary>
    static abstract TSelf BroadcastBits(int bits);

    /// <summary>a + b, rounded once.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a - b, rounded once.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a * b, rounded once.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b, rounded once.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Flips the sign bit, of zeros and NaNs too.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>a * b + addend with one rounding, always: where the processor cannot, software does it slowly.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf addend);

    /// <summary>The exactly rounded square root; -0 stays -0, below zero is NaN.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Clears the sign bit, of NaNs too.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The larger of two; NaN if either is NaN; +0 is larger than -0. <see cref="Extremum"/> has the rule.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of two; NaN if either is NaN; -0 is smaller than +0. <see cref="Extremum"/> has the rule.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Mask of a &lt; b; false if either is NaN.</summary>
    static abstract TSelf LessThan(TSelf a, TSelf b);

    /// <summary>Mask of a &lt;= b; false if either is NaN.</summary>
    static abstract TSelf LessThanOrEqual(TSelf a, TSelf b);

    /// <summary>Mask of a == b; false if either is NaN, so Equal(x, x) is "not NaN"; +0 equals -0.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>
    /// Takes the lanes of <paramref name="whenTrue"/> where the mask is all ones, of <paramref name="whenFalse"/> where it is all zeros.
    /// </summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Bitwise a and b.</summary>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>Bitwise a or b.</summary>
    static abstract TSelf Or(TSelf a, TSelf b);

    /// <summary>Bitwise a exclusive-or b.</summary>
    static abstract TSelf Xor(TSelf a, TSelf b);

    /// <summary>Bitwise a and not b: the bits of <paramref name="a"/> where <paramref name="b"/> has zeros.</summary>
    static abstract TSelf AndNot(TSelf a, TSelf b);

    /// <summary>a + b of the bits as int32, wrapping around.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>a - b of the bits as int32, wrapping around.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary>Shifts the bits left by 0 to 31, filling with zeros.</summary>
    static abstract TSelf ShiftLeftBits(TSelf value, int count);

    /// <summary>Shifts the bits right by 0 to 31, filling with the sign bit.</summary>
    static abstract TSelf ShiftRightBits(TSelf value, int count);

    /// <summary>Shifts the bits right by 0 to 31, filling with zeros.</summary>
    static abstract TSelf ShiftRightLogicalBits(TSelf value, int count);

    /// <summary>The bits as int32, converted to the nearest float (ties to even).</summary>
    static abstract TSelf ToFloat(TSelf bits);
}
