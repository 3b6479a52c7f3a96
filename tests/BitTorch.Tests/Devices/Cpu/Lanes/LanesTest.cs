using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Tests.Devices.Cpu.Lanes;

/// <summary>Every operation of every width against plain scalar C#, on ordinary and nasty floats.</summary>
internal sealed unsafe class LanesTest
{
    private static readonly float[] Nasty =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, float.MaxValue, float.MinValue, float.PositiveInfinity,
        float.NegativeInfinity, float.NaN, 0.1f, -3.7f, 16777217f, 1e-30f, 3.4e38f, -2.5f, 0.5f,
    ];

    [Test]
    public void Arithmetic_OnEveryWidth_EqualsScalarOperators()
    {
        AssertBinary((a, b) => a + b, new Add());
        AssertBinary((a, b) => a - b, new Subtract());
        AssertBinary((a, b) => a * b, new Multiply());
        AssertBinary((a, b) => a / b, new Divide());
        AssertBinary((a, b) => MathF.FusedMultiplyAdd(a, b, a), new Fused());
        AssertBinary((a, _) => -a, new Negate());
        AssertBinary((a, _) => MathF.Sqrt(a), new SquareRoot());
        AssertBinary((a, _) => MathF.Abs(a), new Absolute());
    }

    // MathF.Max and MathF.Min follow IEEE 754-2019: NaN wins, -0 is below +0.
    [Test]
    public void Extremum_OnEveryWidth_PropagatesNaNAndOrdersZeros()
    {
        AssertBinary(MathF.Max, new Largest());
        AssertBinary(MathF.Min, new Smallest());
    }

    [Test]
    public void Masks_OnEveryWidth_AreFullBitsAndFalseForNaN()
    {
        AssertBinary((a, b) => a < b ? 1f : 2f, new ChooseLess());
        AssertBinary((a, b) => a <= b ? 1f : 2f, new ChooseLessOrEqual());
        AssertBinary((a, b) => a == b ? 1f : 2f, new ChooseEqual());
    }

    [Test]
    public void Bits_OnEveryWidth_EqualIntegerOperators()
    {
        static Func<float, float, float> OnBits(Func<int, int, int> operation) => (a, b) =>
            operation(BitConverter.SingleToInt32Bits(a), BitConverter.SingleToInt32Bits(b));

        AssertBinary(OnBits((a, b) => a & b), new BitAnd());
        AssertBinary(OnBits((a, b) => a | b), new BitOr());
        AssertBinary(OnBits((a, b) => a ^ b), new BitXor());
        AssertBinary(OnBits((a, b) => a & ~b), new BitAndNot());
        AssertBinary(OnBits((a, b) => unchecked(a + b)), new BitAdd());
        AssertBinary(OnBits((a, b) => unchecked(a - b)), new BitSubtract());
        AssertBinary(OnBits((a, _) => a << 23), new BitLeft());
        AssertBinary(OnBits((a, _) => a >> 23), new BitRight());
        AssertBinary(OnBits((a, _) => a >>> 23), new BitRightLogical());
    }

    [Test]
    public void PartialAccess_AtTheEndOfMemory_TouchesOnlyTheFirstLanes()
    {
        AssertPartial<Lanes512>();
        AssertPartial<Lanes256>();
        AssertPartial<Lanes128>();
        AssertPartial<Lanes1>();
    }

    private static void AssertPartial<T>()
        where T : unmanaged, ILanes<T>
    {
        var all = stackalloc float[T.Count];
        for (var count = 0; count <= T.Count; count++)
        {
            using var source = new GuardedBuffer(count);
            using var destination = new GuardedBuffer(count);
            for (var i = 0; i < count; i++)
                source.Span[i] = i + 1;

            var lanes = T.LoadFirst(source.Pointer, count);
            T.StoreFirst(destination.Pointer, lanes, count);

            SameBits.Assert(destination.Span, source.Span, $"{typeof(T).Name}, {count}");
            destination.AssertFrontUntouched();
            T.Store(all, lanes);
            for (var i = count; i < T.Count; i++)
                Assert.That(SameBits.Of(all[i]), Is.Zero);
        }
    }

    private static void AssertBinary<TOperation>(Func<float, float, float> scalar, TOperation operation)
        where TOperation : struct, IOperation
    {
        AssertBinary<Lanes512, TOperation>(scalar, operation);
        AssertBinary<Lanes256, TOperation>(scalar, operation);
        AssertBinary<Lanes128, TOperation>(scalar, operation);
        AssertBinary<Lanes1, TOperation>(scalar, operation);
    }

    private static void AssertBinary<T, TOperation>(Func<float, float, float> scalar, TOperation operation)
        where T : unmanaged, ILanes<T>
        where TOperation : struct, IOperation
    {
        Span<float> a = stackalloc float[16];
        Span<float> b = stackalloc float[16];
        Span<float> result = stackalloc float[16];
        foreach (var right in Nasty)
        {
            for (var first = 0; first < Nasty.Length; first++)
            {
                for (var i = 0; i < 16; i++)
                    (a[i], b[i]) = (Nasty[(first + i) % Nasty.Length], right);
                fixed (float* pa = a, pb = b, pr = result)
                    T.Store(pr, operation.Apply(T.Load(pa), T.Load(pb)));
                for (var i = 0; i < T.Count; i++)
                {
                    Assert.That(
                        SameBits.Of(result[i]),
                        Is.EqualTo(SameBits.Of(scalar(a[i], b[i]))),
                        $"{typeof(TOperation).Name} of {a[i]:R} and {b[i]:R} on {typeof(T).Name}");
                }
            }
        }
    }

    private interface IOperation
    {
        T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T>;
    }

    private readonly struct Add : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a + b;
    }

    private readonly struct Subtract : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a - b;
    }

    private readonly struct Multiply : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a * b;
    }

    private readonly struct Divide : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => a / b;
    }

    private readonly struct Fused : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.FusedMultiplyAdd(a, b, a);
    }

    private readonly struct Negate : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => -a;
    }

    private readonly struct SquareRoot : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Sqrt(a);
    }

    private readonly struct Absolute : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Abs(a);
    }

    private readonly struct Largest : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Max(a, b);
    }

    private readonly struct Smallest : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Min(a, b);
    }

    private readonly struct ChooseLess : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Select(T.LessThan(a, b), T.Broadcast(1f), T.Broadcast(2f));
    }

    private readonly struct ChooseLessOrEqual : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Select(T.LessThanOrEqual(a, b), T.Broadcast(1f), T.Broadcast(2f));
    }

    private readonly struct ChooseEqual : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.Select(T.Equal(a, b), T.Broadcast(1f), T.Broadcast(2f));
    }

    private readonly struct BitAnd : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.And(a, b));
    }

    private readonly struct BitOr : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.Or(a, b));
    }

    private readonly struct BitXor : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.Xor(a, b));
    }

    private readonly struct BitAndNot : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.AndNot(a, b));
    }

    private readonly struct BitAdd : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.AddBits(a, b));
    }

    private readonly struct BitSubtract : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.SubtractBits(a, b));
    }

    private readonly struct BitLeft : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.ShiftLeftBits(a, 23));
    }

    private readonly struct BitRight : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.ShiftRightBits(a, 23));
    }

    private readonly struct BitRightLogical : IOperation
    {
        public T Apply<T>(T a, T b)
            where T : unmanaged, ILanes<T> => T.ToFloat(T.ShiftRightLogicalBits(a, 23));
    }
}
