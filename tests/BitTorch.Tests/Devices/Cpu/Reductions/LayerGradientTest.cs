using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Reductions;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch.Tests.Devices.Cpu.Reductions;

/// <summary>The oracle is the definition: the slope's rule element by element in scalar code, then sixteen lanes and the tree.</summary>
internal sealed unsafe class LayerGradientTest
{
    private delegate void Kernel(float* gradient, float* y, float* through, float* sums, nint outer, nint n, nint inner);

    private static readonly TestCaseData[] Rectifiers = Cases(default(RectifierGradient), (gradient, y) => y > 0 ? gradient : 0);

    private static readonly TestCaseData[] LeakyRectifiers =
        Cases(new LeakyRectifierGradient(0.2f), (gradient, y) => y > 0 ? gradient : gradient * 0.2f);

    private static readonly TestCaseData[] HyperbolicTangents =
        Cases(default(HyperbolicTangentGradient), (gradient, y) => gradient * (1 - (y * y)));

    [TestCaseSource(nameof(Rectifiers)), TestCaseSource(nameof(LeakyRectifiers)), TestCaseSource(nameof(HyperbolicTangents))]
    public void GradientAndSums_OfAnyFloats_FollowTheDefinition(Delegate kernel, Func<float, float, float> rule)
    {
        var random = new Lcg(21);
        foreach (var inner in new[] { 1, 2, 3, 7, 15, 16, 17, 33, 128, 255, 256, 257, 530 })
        {
            foreach (var n in new[] { 0, 1, 2, 15, 16, 17, 31, 33, 128 })
            {
                var (outer, inPlace) = (1 + random.Next(3), random.Next(2) == 0);
                using var gradient = Filled(random, outer * n * inner);
                using var y = Filled(random, outer * n * inner);
                using var through = new GuardedBuffer(outer * n * inner);
                using var sums = new GuardedBuffer(outer * inner);
                float[] expected = [.. Enumerable.Range(0, gradient.Count).Select(i => rule(gradient.Span[i], y.Span[i]))];
                float[] expectedSums = [.. Enumerable.Range(0, outer * inner).Select(i =>
                    Sum([.. Enumerable.Range(0, n).Select(k => expected[(((i / inner * n) + k) * inner) + (i % inner)])]))];
                var target = inPlace ? gradient : through;

                ((Kernel)kernel)(gradient.Pointer, y.Pointer, target.Pointer, sums.Pointer, outer, n, inner);

                SameBits.Assert(target.Span, expected, $"gradient [{outer}, {n}, {inner}]");
                SameBits.Assert(sums.Span, expectedSums, $"sums [{outer}, {n}, {inner}]");
                target.AssertFrontUntouched();
                sums.AssertFrontUntouched();
            }
        }
    }

    private static TestCaseData[] Cases<TSlope>(TSlope slope, Func<float, float, float> rule)
        where TSlope : struct, IBinary
    {
        (string, Kernel)[] widths =
        [
            ("512", (gradient, y, through, sums, outer, n, inner) =>
                LayerGradient.Run<TSlope, Lanes512>(slope, gradient, y, through, sums, outer, n, inner)),
            ("256", (gradient, y, through, sums, outer, n, inner) =>
                LayerGradient.Run<TSlope, Lanes256>(slope, gradient, y, through, sums, outer, n, inner)),
            ("128", (gradient, y, through, sums, outer, n, inner) =>
                LayerGradient.Run<TSlope, Lanes128>(slope, gradient, y, through, sums, outer, n, inner)),
            ("1", (gradient, y, through, sums, outer, n, inner) =>
                LayerGradient.Run<TSlope, Lanes1>(slope, gradient, y, through, sums, outer, n, inner)),
            ("this machine", (gradient, y, through, sums, outer, n, inner) =>
                LayerGradient.Run(slope, gradient, y, through, sums, outer, n, inner)),
        ];
        return [.. widths.Select(width => new TestCaseData(width.Item2, rule).SetArgDisplayNames($"{typeof(TSlope).Name} {width.Item1}"))];
    }

    private static GuardedBuffer Filled(Lcg random, int count)
    {
        var buffer = new GuardedBuffer(count);
        foreach (ref var element in buffer.Span)
        {
            element = random.Next(60) switch
            {
                0 => float.NaN,
                1 => float.NegativeInfinity,
                < 8 => -0f,
                < 12 => 0f,
                _ => random.NextFloat(),
            };
        }

        return buffer;
    }

    private static float Sum(float[] terms)
    {
        var lanes = new float[16];
        for (var i = 0; i < terms.Length; i++)
            lanes[i % 16] += terms[i];
        foreach (var half in new[] { 8, 4, 2, 1 })
        {
            for (var lane = 0; lane < half; lane++)
                lanes[lane] += lanes[lane + half];
        }

        return lanes[0];
    }
}
