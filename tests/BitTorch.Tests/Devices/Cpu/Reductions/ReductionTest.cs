using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Reductions;

namespace BitTorch.Tests.Devices.Cpu.Reductions;

/// <summary>The oracle is the definition: sixteen lanes filled in turn, then the tree, in scalar code.</summary>
internal sealed unsafe class ReductionTest
{
    private delegate void Kernel(float* source, float* destination, nint outer, nint n, nint inner);

    private static readonly TestCaseData[] Sums =
    [
        Case("columns 512", Reduction.SumColumns<Lanes512>),
        Case("columns 256", Reduction.SumColumns<Lanes256>),
        Case("columns 128", Reduction.SumColumns<Lanes128>),
        Case("columns 1", Reduction.SumColumns<Lanes1>),
        Case("columns of this machine", Reduction.SumColumns),
    ];

    private static readonly TestCaseData[] RowSums =
    [
        Case("rows 512", (x, y, outer, n, _) => Reduction.SumRows<Lanes512>(x, y, outer, n)),
        Case("rows 256", (x, y, outer, n, _) => Reduction.SumRows<Lanes256>(x, y, outer, n)),
        Case("rows 128", (x, y, outer, n, _) => Reduction.SumRows<Lanes128>(x, y, outer, n)),
        Case("rows 1", (x, y, outer, n, _) => Reduction.SumRows<Lanes1>(x, y, outer, n)),
        Case("rows of this machine", (x, y, outer, n, _) => Reduction.SumRows(x, y, outer, n)),
    ];

    private static readonly TestCaseData[] Maxima =
    [
        Case("512", MaximumReduction.OfColumns<Lanes512>),
        Case("256", MaximumReduction.OfColumns<Lanes256>),
        Case("128", MaximumReduction.OfColumns<Lanes128>),
        Case("1", MaximumReduction.OfColumns<Lanes1>),
        Case("this machine", MaximumReduction.OfColumns),
    ];

    [TestCaseSource(nameof(Sums))]
    public void Sum_OverTheMiddleAxis_FollowsTheDefinition(Delegate kernel) =>
        Check((Kernel)kernel, SumByDefinition, [1, 2, 3, 7, 8, 15, 16, 17, 33, 70], Ordinary(new Lcg(6)));

    [TestCaseSource(nameof(RowSums))]
    public void Sum_OverContiguousRows_FollowsTheDefinition(Delegate kernel) =>
        Check((Kernel)kernel, SumByDefinition, [1], Ordinary(new Lcg(7)));

    [TestCaseSource(nameof(Sums)), TestCaseSource(nameof(RowSums))]
    public void Sum_OfAnyFloats_FollowsTheDefinition(Delegate kernel) =>
        Check((Kernel)kernel, SumByDefinition, [1], Nasty(new Lcg(8), 100));

    [TestCaseSource(nameof(Maxima))]
    public void Max_OfAnyFloats_PropagatesNaNAndPrefersPositiveZero(Delegate kernel) =>
        Check((Kernel)kernel, x => x.Aggregate(float.NegativeInfinity, MathF.Max), [1, 2, 9, 17, 40], Nasty(new Lcg(9), 1000));

    [Test]
    public void RowMaximum_OnThisMachine_EqualsTheMiddleAxisOfWidthOne()
    {
        using var source = new GuardedBuffer([3f, -0f, 7f, 0f, -5f, float.NaN]);
        using var result = new GuardedBuffer(2);

        MaximumReduction.OfRows(source.Pointer, result.Pointer, 2, 3);
        SameBits.Assert(result.Span, [7f, float.NaN], "largest");
    }

    private static TestCaseData Case(string name, Kernel kernel) => new TestCaseData(kernel).SetArgDisplayNames(name);

    private static Func<float> Ordinary(Lcg random) => random.NextFloat;

    private static Func<float> Nasty(Lcg random, int rarity) => () => random.Next(rarity) switch
    {
        0 => float.NaN,
        1 => float.PositiveInfinity,
        2 => float.NegativeInfinity,
        < 40 => -0f,
        < 50 => 0f,
        < 60 => float.Epsilon * random.Next(100),
        < 65 => 3e38f,
        _ => random.NextFloat(),
    };

    /// <summary>Every length from 0 to 70 and a long one, for some widths of the inner axis and numbers of sums.</summary>
    private static void Check(Kernel kernel, Func<float[], float> definition, int[] inners, Func<float> value)
    {
        foreach (var inner in inners)
        {
            foreach (var n in Enumerable.Range(0, 71).Append(1000))
            {
                var outer = 1 + (n % 3);
                using var source = new GuardedBuffer(outer * n * inner);
                using var actual = new GuardedBuffer(outer * inner);
                foreach (ref var element in source.Span)
                    element = value();
                var expected = new float[outer * inner];
                for (var i = 0; i < expected.Length; i++)
                {
                    var (o, j) = Math.DivRem(i, inner);
                    expected[i] = definition([.. Enumerable.Range(0, n).Select(k => source.Span[(((o * n) + k) * inner) + j])]);
                }

                kernel(source.Pointer, actual.Pointer, outer, n, inner);

                SameBits.Assert(actual.Span, expected, $"[{outer}, {n}, {inner}]");
                actual.AssertFrontUntouched();
            }
        }
    }

    private static float SumByDefinition(float[] terms)
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
