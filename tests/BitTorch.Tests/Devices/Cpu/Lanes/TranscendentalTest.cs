using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Tests.Devices.Cpu.Lanes;

/// <summary>The oracle is the C library in double precision, whose own error does not show in float32.</summary>
internal sealed unsafe class TranscendentalTest
{
    private static readonly float[] Sweep = EveryExponent();

    [Test]
    public void Exp_OverAllExponents_StaysWithinMeasuredError() => AssertError(new Exp(), Math.Exp, 0.5, 1.0);

    [Test]
    public void Log_OverAllExponents_StaysWithinMeasuredError() => AssertError(new Log(), Math.Log, 0.5, 0.8);

    [Test]
    public void Tanh_OverAllExponents_StaysWithinMeasuredError() => AssertError(new Tanh(), Math.Tanh, 0.5, 1.35);

    [Test]
    public void Sigmoid_OverAllExponents_StaysWithinMeasuredError() =>
        AssertError(new Sigmoid(), x => 1 / (1 + Math.Exp(-x)), 0.5, 2.35);

    [Test]
    public void Softplus_OverAllExponents_StaysWithinMeasuredError() =>
        AssertError(new Softplus(), x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), 0.5, 1.65);

    [Test]
    public void Sin_UpToLargestAngle_StaysWithinMeasuredError() => AssertError(new Sin(), IfSmall(Math.Sin), 0.5, 1.2);

    [Test]
    public void Cos_UpToLargestAngle_StaysWithinMeasuredError() => AssertError(new Cos(), IfSmall(Math.Cos), 0.5, 1.2);

    // The floats next to multiples of pi/2 lose the most digits in the reduction.
    [Test]
    public void SinAndCos_NextToMultiplesOfHalfPi_StayAccurate()
    {
        var angles = new List<float>();
        for (var k = 1; k < 660000; k += 1 + (k / 64))
        {
            var nearest = (float)(k * (Math.PI / 2));
            angles.AddRange([MathF.BitDecrement(nearest), nearest, MathF.BitIncrement(nearest)]);
        }

        Assert.That(LargestError(new Sin(), Math.Sin, [.. angles]).Error, Is.InRange(0.4, 1.2));
        Assert.That(LargestError(new Cos(), Math.Cos, [.. angles]).Error, Is.InRange(0.4, 1.2));
    }

    [Test]
    public void Functions_AtTheEdges_GiveTheExactLimits()
    {
        const float Infinity = float.PositiveInfinity;
        AssertValues(new Exp(), (0f, 1f), (-0f, 1f), (Infinity, Infinity), (-Infinity, 0f), (float.NaN, float.NaN), (88.73f, Infinity),
            (float.MaxValue, Infinity), (float.MinValue, 0f), (-103.5f, float.Epsilon), (-104f, 0f));
        AssertValues(new Log(), (1f, 0f), (0f, -Infinity), (-0f, -Infinity), (Infinity, Infinity), (-1f, float.NaN), (-Infinity, float.NaN),
            (float.NaN, float.NaN), (-float.Epsilon, float.NaN));
        AssertValues(new Tanh(), (0f, 0f), (-0f, -0f), (Infinity, 1f), (-Infinity, -1f), (float.NaN, float.NaN), (9.1f, 1f),
            (float.Epsilon, float.Epsilon), (-float.Epsilon, -float.Epsilon), (float.MaxValue, 1f));
        AssertValues(new Sigmoid(), (0f, 0.5f), (-0f, 0.5f), (Infinity, 1f), (-Infinity, 0f), (float.NaN, float.NaN), (200f, 1f),
            (-200f, 0f), (-103.5f, float.Epsilon));
        AssertValues(new Softplus(), (Infinity, Infinity), (-Infinity, 0f), (float.NaN, float.NaN), (0f, 0.6931472f), (-0f, 0.6931472f),
            (1000f, 1000f), (-1000f, 0f), (-103.5f, float.Epsilon));
        AssertValues(new Sin(), (0f, 0f), (-0f, -0f), (Infinity, float.NaN), (-Infinity, float.NaN), (float.NaN, float.NaN),
            (float.Epsilon, float.Epsilon), (-float.Epsilon, -float.Epsilon), (1048577f, float.NaN), (float.MinValue, float.NaN));
        AssertValues(new Cos(), (0f, 1f), (-0f, 1f), (Infinity, float.NaN), (-Infinity, float.NaN), (float.NaN, float.NaN),
            (-1048577f, float.NaN));
    }

    [Test]
    public void Functions_OnEveryWidth_GiveTheSameBits()
    {
        AssertWidths(new Exp());
        AssertWidths(new Log());
        AssertWidths(new Tanh());
        AssertWidths(new Sigmoid());
        AssertWidths(new Softplus());
        AssertWidths(new Sin());
        AssertWidths(new Cos());
    }

    // One number for all results: a change of any bit on any machine or in any later version shows here. Recorded from this code.
    [Test]
    public void Functions_OverTheSweep_KeepTheirRecordedBits()
    {
        ulong digest = 14695981039346656037UL;
        foreach (var results in new[]
        {
            Map<Lanes1, Exp>(Sweep), Map<Lanes1, Log>(Sweep), Map<Lanes1, Tanh>(Sweep), Map<Lanes1, Sigmoid>(Sweep),
            Map<Lanes1, Softplus>(Sweep), Map<Lanes1, Sin>(Sweep), Map<Lanes1, Cos>(Sweep),
        })
        {
            foreach (var result in results)
                digest = unchecked((digest ^ (uint)SameBits.Of(result)) * 1099511628211UL);
        }

        Assert.That(digest, Is.EqualTo(1085595847530621086UL));
    }

    private static Func<double, double> IfSmall(Func<double, double> function) =>
        x => Math.Abs(x) <= Transcendental.LargestAngle ? function(x) : double.NaN;

    private static double LogOnePlus(double u) => u < 1e-5 ? u - (u * u / 2) + (u * u * u / 3) : Math.Log(1 + u);

    /// <summary>
    /// Both signs of 256 mantissas of every exponent, denormals, infinities and NaNs included, and 100,000 random points of [-20, 20].
    /// </summary>
    private static float[] EveryExponent()
    {
        var random = new Lcg(5);
        var values = new List<float>();
        for (var exponent = 0; exponent < 256; exponent++)
        {
            for (var i = 0; i < 256; i++)
            {
                var mantissa = i switch { 0 => 0u, 1 => 0x7FFFFFu, 2 => 0x3504F3u, _ => random.NextBits() >> 9 };
                var value = BitConverter.UInt32BitsToSingle(((uint)exponent << 23) | mantissa);
                values.AddRange([value, -value]);
            }
        }

        for (var i = 0; i < 100000; i++)
            values.Add(20f * random.NextFloat());
        return [.. values];
    }

    private static float[] Map<T, TFunction>(float[] arguments)
        where T : unmanaged, ILanes<T>
        where TFunction : struct, IFunction
    {
        var results = new float[arguments.Length];
        fixed (float* from = arguments, to = results)
        {
            for (var i = 0; i < arguments.Length; i += T.Count)
            {
                var count = Math.Min(T.Count, arguments.Length - i);
                T.StoreFirst(to + i, TFunction.Apply(T.LoadFirst(from + i, count)), count);
            }
        }

        return results;
    }

    private static void AssertWidths<TFunction>(TFunction function)
        where TFunction : struct, IFunction
    {
        _ = function;
        var expected = Map<Lanes1, TFunction>(Sweep);
        SameBits.Assert(Map<Lanes512, TFunction>(Sweep), expected, typeof(TFunction).Name + " 512");
        SameBits.Assert(Map<Lanes256, TFunction>(Sweep), expected, typeof(TFunction).Name + " 256");
        SameBits.Assert(Map<Lanes128, TFunction>(Sweep), expected, typeof(TFunction).Name + " 128");
    }

    private static void AssertValues<TFunction>(TFunction function, params (float X, float Y)[] points)
        where TFunction : struct, IFunction
    {
        _ = function;
        var results = Map<Lanes512, TFunction>([.. points.Select(point => point.X)]);
        for (var i = 0; i < points.Length; i++)
        {
            var what = $"{typeof(TFunction).Name}({points[i].X:R}) = {results[i]:R}";
            Assert.That(SameBits.Of(results[i]), Is.EqualTo(SameBits.Of(points[i].Y)), what);
        }
    }

    /// <summary>At least <paramref name="atLeast"/> as well: an error of less than half an ulp would mean a broken comparison.</summary>
    private static void AssertError<TFunction>(TFunction function, Func<double, double> exact, double atLeast, double atMost)
        where TFunction : struct, IFunction
    {
        var (error, worst) = LargestError(function, exact, Sweep);
        TestContext.Out.WriteLine($"{typeof(TFunction).Name}: {error:F3} ulp at {worst:R}");
        Assert.That(error, Is.InRange(atLeast - 0.01, atMost), $"worst at {worst:R}");
    }

    /// <summary>Largest distance from the exact value in units of its float's last place; infinities and NaNs must match exactly.</summary>
    private static (double Error, float Worst) LargestError<TFunction>(TFunction function, Func<double, double> exact, float[] arguments)
        where TFunction : struct, IFunction
    {
        _ = function;
        var results = Map<Lanes512, TFunction>(arguments);
        var (largest, worst) = (0.0, 0f);
        for (var i = 0; i < arguments.Length; i++)
        {
            var expected = exact(arguments[i]);
            if (!float.IsFinite((float)expected) || !float.IsFinite(results[i]))
            {
                // The largest float and infinity are one rounding apart: both are taken within one ulp of the boundary.
                var atBoundary = Math.Abs(expected) is > 3.4028233e38 and < 3.4028238e38;
                if (!atBoundary)
                {
                    var what = $"{typeof(TFunction).Name}({arguments[i]:R})";
                    Assert.That(SameBits.Of(results[i]), Is.EqualTo(SameBits.Of((float)expected)), what);
                }

                continue;
            }

            var error = Math.Abs(results[i] - expected) / UnitInLastPlace(expected);
            if (error > largest)
                (largest, worst) = (error, arguments[i]);
        }

        return (largest, worst);
    }

    private static double UnitInLastPlace(double value) =>
        Math.ScaleB(1, Math.Max(Math.ILogB(value == 0 ? 1e-300 : value), -126) - 23);

    private interface IFunction
    {
        static abstract T Apply<T>(T x)
            where T : unmanaged, ILanes<T>;
    }

    private readonly struct Exp : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Exp(x);
    }

    private readonly struct Log : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Log(x);
    }

    private readonly struct Tanh : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Sigmoid(x);
    }

    private readonly struct Softplus : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Softplus(x);
    }

    private readonly struct Sin : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        public static T Apply<T>(T x)
            where T : unmanaged, ILanes<T> => Transcendental.Cos(x);
    }
}
