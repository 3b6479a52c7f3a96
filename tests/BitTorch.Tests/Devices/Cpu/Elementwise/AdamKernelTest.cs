using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Tests.Devices.Cpu.Elementwise;

/// <summary>The oracle is the definition in scalar code: one rounding an operation, one fused multiply-add a weighted sum.</summary>
internal sealed unsafe class AdamKernelTest
{
    private static readonly AdamNumbers Numbers = new(0.5f, 0.5f, 0.999f, 0.001f, 0.0316f, 1e-8f, -2e-3f);

    private delegate void Kernel(AdamNumbers numbers, float* gradient, float* m, float* v, float* p, int count);

    private static readonly TestCaseData[] Widths =
    [
        Width("512", AdamKernel.Run<Lanes512>),
        Width("256", AdamKernel.Run<Lanes256>),
        Width("128", AdamKernel.Run<Lanes128>),
        Width("1", AdamKernel.Run<Lanes1>),
        Width("this machine", AdamKernel.Run),
    ];

    [TestCaseSource(nameof(Widths))]
    public void Step_OfAnyFloats_FollowsTheDefinition(Delegate kernel)
    {
        var random = new Lcg(31);
        for (var count = 0; count < 70; count++)
        {
            using var gradient = Filled(random, count);
            using var m = Filled(random, count);
            using var v = Filled(random, count);
            using var p = Filled(random, count);
            var expected = Enumerable.Range(0, count).Select(i => ByDefinition(gradient.Span[i], m.Span[i], v.Span[i], p.Span[i]))
                .ToArray();

            ((Kernel)kernel)(Numbers, gradient.Pointer, m.Pointer, v.Pointer, p.Pointer, count);

            SameBits.Assert(m.Span, [.. expected.Select(step => step.M)], $"m of {count}");
            SameBits.Assert(v.Span, [.. expected.Select(step => step.V)], $"v of {count}");
            SameBits.Assert(p.Span, [.. expected.Select(step => step.P)], $"p of {count}");
            foreach (var buffer in new[] { m, v, p })
                buffer.AssertFrontUntouched();
        }
    }

    private static TestCaseData Width(string name, Kernel kernel) => new TestCaseData(kernel).SetArgDisplayNames(name);

    private static (float M, float V, float P) ByDefinition(float gradient, float m, float v, float p)
    {
        var decayedM = m * Numbers.FirstDecay;
        var first = MathF.FusedMultiplyAdd(Numbers.GradientWeight, gradient, decayedM);
        var (decayedV, square) = (v * Numbers.SecondDecay, gradient * gradient);
        var second = MathF.FusedMultiplyAdd(Numbers.SquareWeight, square, decayedV);
        var root = MathF.Sqrt(second);
        var corrected = root / Numbers.RootCorrection;
        var denominator = corrected + Numbers.Epsilon;
        var quotient = first / denominator;
        return (first, second, MathF.FusedMultiplyAdd(Numbers.Rate, quotient, p));
    }

    /// <summary>Of any size, denormals included, and zeros; v below zero gives NaN on every width.</summary>
    private static GuardedBuffer Filled(Lcg random, int count)
    {
        var buffer = new GuardedBuffer(count);
        foreach (ref var element in buffer.Span)
        {
            element = random.Next(20) switch
            {
                0 => float.NaN,
                1 => float.PositiveInfinity,
                2 => -0f,
                < 5 => float.Epsilon * random.Next(1000),
                < 8 => 1e-20f * random.NextFloat(),
                _ => random.NextFloat(),
            };
        }

        return buffer;
    }
}
