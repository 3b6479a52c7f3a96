using BitTorch.Devices.Cpu.Elementwise;
using BitTorch.Devices.Cpu.Lanes;
using static BitTorch.Devices.Cpu.Elementwise.Masks;

namespace BitTorch.Tests.Operations;

/// <summary>Comparisons against C#'s own operators.</summary>
public sealed class ComparisonsTest
{
    private static readonly float[] Floats =
        [0, -0f, 1, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 3];

    private static readonly long[] Wholes =
        [0, 1, -1, int.MaxValue, int.MinValue, int.MaxValue - 1, int.MinValue + 1, 5, 1 << 24, (1 << 24) + 1];

    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Comparisons_OfFloats_AreThoseOfIeee() => CompareAll(
        tensor(Floats, [10, 1]),
        tensor(Floats, [10]),
        (i, j) => (Floats[i] > Floats[j], Floats[i] < Floats[j], Floats[i] >= Floats[j], Floats[i] <= Floats[j]));

    [Test]
    public void Comparisons_OfIndices_AreThoseOfWholeNumbers() => CompareAll(
        tensor(Wholes, [10, 1]),
        tensor(Wholes),
        (i, j) => (Wholes[i] > Wholes[j], Wholes[i] < Wholes[j], Wholes[i] >= Wholes[j], Wholes[i] <= Wholes[j]));

    [Test]
    public void Comparisons_WithNumbers_RoundThemToTheTensorsType()
    {
        var numbers = tensor([0.1f, 0.2f], [2]);

        Assert.Multiple(() =>
        {
            Assert.That((numbers > 0.1).data<bool>().ToArray(), Is.EqualTo((bool[])[false, true]));
            Assert.That((numbers >= 0.2).data<bool>().ToArray(), Is.EqualTo((bool[])[false, true]));
            Assert.That((tensor((long[])[4, 5]) >= 5).data<bool>().ToArray(), Is.EqualTo((bool[])[false, true]));
        });
    }

    [Test]
    public void Kernels_AtEveryWidth_GiveTheSameMasks()
    {
        var random = new Lcg(5);
        int Bits() => random.Next(4) == 0 ? random.Pick(0, int.MinValue, int.MaxValue, -1, 1, 0x7FC00000) : (int)random.NextBits();
        for (var i = 0; i < 200; i++)
        {
            var a = Enumerable.Range(0, 16).Select(_ => Bits()).ToArray();
            var b = Enumerable.Range(0, 16).Select(k => random.Next(3) == 0 ? a[k] : Bits()).ToArray();
            Same<IsLess>(a, b);
            Same<IsLessOrEqual>(a, b);
            Same<IsOther>(a, b);
            Same<IsLessBits>(a, b);
            Same<IsLessOrEqualBits>(a, b);
            Same<IsOtherBits>(a, b);
        }
    }

    private static unsafe void Same<TFunction>(int[] a, int[] b)
        where TFunction : struct, IBinary
    {
        var expected = Masks<TFunction, Lanes1>(a, b);
        Assert.That(Masks<TFunction, Lanes512>(a, b), Is.EqualTo(expected), typeof(TFunction).Name);
        Assert.That(Masks<TFunction, Lanes256>(a, b), Is.EqualTo(expected), typeof(TFunction).Name);
        Assert.That(Masks<TFunction, Lanes128>(a, b), Is.EqualTo(expected), typeof(TFunction).Name);
        Assert.That(expected, Is.All.EqualTo(0).Or.EqualTo(-1));
    }

    private static unsafe int[] Masks<TFunction, T>(int[] a, int[] b)
        where TFunction : struct, IBinary
        where T : unmanaged, ILanes<T>
    {
        var result = new int[a.Length];
        fixed (int* pa = a, pb = b, pr = result)
        {
            for (var i = 0; i < a.Length; i += T.Count)
                T.Store((float*)pr + i, default(TFunction).Apply(T.Load((float*)pa + i), T.Load((float*)pb + i)));
        }

        return result;
    }

    private static void CompareAll(Tensor a, Tensor b, Func<int, int, (bool Above, bool Below, bool AtLeast, bool AtMost)> expected)
    {
        var pairs = Enumerable.Range(0, 100).Select(i => expected(i / 10, i % 10)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That((a > b).data<bool>().ToArray(), Is.EqualTo(pairs.Select(pair => pair.Above)));
            Assert.That((a < b).data<bool>().ToArray(), Is.EqualTo(pairs.Select(pair => pair.Below)));
            Assert.That((a >= b).data<bool>().ToArray(), Is.EqualTo(pairs.Select(pair => pair.AtLeast)));
            Assert.That((a <= b).data<bool>().ToArray(), Is.EqualTo(pairs.Select(pair => pair.AtMost)));
        });
    }
}
