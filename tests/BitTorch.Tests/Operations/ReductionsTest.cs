namespace BitTorch.Tests.Operations;

/// <summary>Sums and other reductions over any dimensions of any layout, against lists of numbers.</summary>
public sealed class ReductionsTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Sum_OverEverySubsetOfDimensions_HasTheBitsOfItsDefinitionInEveryLayout()
    {
        var random = new Lcg(8);
        for (var i = 0; i < 400; i++)
        {
            var (view, dense) = Dense.RandomStrided(random);
            AssertEverySubset($"case {i}", view, dense);
        }

        // Long enough for several rounds of the sixteen lanes, whichever dimensions are summed.
        var large = Dense.Spread(random, [5, 21, 19]);
        AssertEverySubset("contiguous", large.ToTensor(), large);
        AssertEverySubset("permuted", large.ToTensor().permute(2, 0, 1), large.Permute(2, 0, 1));
        AssertEverySubset("repeated", large.Narrow(2, 3, 1).ToTensor().expand(2, 5, 21, 9), large.Narrow(2, 3, 1).Expand(2, 5, 21, 9));
    }

    private static void AssertEverySubset(string situation, Tensor view, Dense dense)
    {
        for (var subset = 1; subset < 1 << dense.Rank; subset++)
        {
            int[] dims = [.. Enumerable.Range(0, dense.Rank).Where(d => (subset >> d & 1) == 1)];
            long[] asked = [.. dims.Select(d => d % 2 == 0 ? d : (long)d - dense.Rank).Reverse()];
            foreach (var keepdim in new[] { false, true })
            {
                var what = $"{situation}: [{string.Join(", ", dense.Shape)}] over {string.Join(", ", dims)}";
                var sum = view.sum(asked, keepdim);
                Dense.AssertEqual(sum, dense.Reduce(dims, keepdim, SumInLanes), what);
                Dense.AssertEqual(sum, Dense.Read(view.clone().sum(asked, keepdim)), $"{what}, contiguous copy");
                if (dims.Length == 1) Dense.AssertEqual(view.sum(dim: asked[0], keepdim), Dense.Read(sum), what);
            }
        }
    }

    [Test]
    public void Amax_OverEverySubsetOfDimensions_EqualsTheListsMaximum()
    {
        var random = new Lcg(9);
        for (var i = 0; i < 400; i++)
        {
            var (view, dense) = Dense.RandomStrided(random);
            for (var subset = 1; subset < 1 << dense.Rank; subset++)
            {
                int[] dims = [.. Enumerable.Range(0, dense.Rank).Where(d => (subset >> d & 1) == 1)];
                long[] asked = [.. dims.Select(d => (long)d)];
                if (dims.Any(d => dense.Shape[d] == 0))
                {
                    Assert.That(() => view.amax(asked), Throws.ArgumentException.With.Message.StartsWith("amax: no elements"));
                    continue;
                }

                Dense.AssertEqual(view.amax(asked), dense.Reduce(dims, false, numbers => numbers.Max()), $"case {i}, amax");
            }
        }
    }

    // As in TorchSharp; found here: they reduced nothing.
    [Test]
    public void Reductions_WithoutDimensions_ReduceAll()
    {
        var x = tensor([1f, 2f, 3f, 6f], [2, 2]);

        Assert.Multiple(() =>
        {
            Assert.That(x.sum().item<float>(), Is.EqualTo(12));
            Assert.That(x.sum(Array.Empty<long>()).item<float>(), Is.EqualTo(12));
            Assert.That(x.sum(Array.Empty<long>(), keepdim: true).shape, Is.EqualTo(new long[] { 1, 1 }));
            Assert.That(x.mean().item<float>(), Is.EqualTo(3));
            Assert.That(x.mean([]).item<float>(), Is.EqualTo(3));
            Assert.That(x.amax().item<float>(), Is.EqualTo(6));
            Assert.That(tensor(5f).sum().item<float>(), Is.EqualTo(5));
        });
    }

    [Test]
    public void Reductions_NamingADimensionTwice_Throw()
    {
        Assert.That(
            () => ones([2, 3]).sum([1, -1]),
            Throws.ArgumentException.With.Message.StartsWith("sum: dimensions [1, -1] name one of shape [2, 3] twice"));
        Assert.That(() => ones([2, 3]).mean([0, 0]), Throws.ArgumentException);
        Assert.That(() => ones([2, 3]).amax(0, 0), Throws.ArgumentException);
    }

    // C# reads the literal 0 as an element type (TorchSharp then sums everything into a byte): here it must not pass silently.
    [Test]
    public void Sum_OfALiteralZero_ThrowsWithAdvice()
    {
        Assert.That(() => ones([2, 3]).sum(0), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("sum(dim: 0)"));
        Assert.That(ones([2, 3]).sum(dim: 0).shape, Is.EqualTo(new long[] { 3 }));
    }

    [Test]
    public void Sum_OfNothing_IsZero()
    {
        Assert.That(zeros([0, 3]).sum(dim: 0).data<float>().ToArray(), Is.EqualTo(new float[3]));
        Assert.That(zeros([3, 0]).sum(dim: 0).numel(), Is.Zero);
        Assert.That(zeros([0]).mean().item<float>(), Is.NaN, "0 / 0, as in TorchSharp");
    }

    // 1 .. 5: mean 3, squared deviations 4 + 1 + 0 + 1 + 4 = 10.
    [Test]
    public void VarianceAndDeviation_OfOneToFive_EqualTheClosedForm()
    {
        var x = tensor([1f, 2f, 3f, 4f, 5f], [1, 5]);

        Assert.That(x.var(1).item<float>(), Is.EqualTo(2.5f));
        Assert.That(x.var(1, unbiased: false).item<float>(), Is.EqualTo(2));
        Assert.That(x.std([1L], unbiased: false).item<float>(), Is.EqualTo(MathF.Sqrt(2)));
        Assert.That(x.std([-1L], keepdim: true).shape, Is.EqualTo(new long[] { 1, 1 }));
    }

    [Test]
    public void Norm_OfThreeFour_IsFive()
    {
        Assert.That(tensor([3f, 4f], [1, 2]).norm(dim: 1).item<float>(), Is.EqualTo(5));
        Assert.That(() => ones([1, 2]).norm(dim: 1, p: 1), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Euclidean"));
    }

    // logsumexp(x + c) = logsumexp(x) + c, and log 2 for two zeros; 2e-7 relative is two roundings.
    [TestCase(0f), TestCase(500f), TestCase(-500f)]
    public void Logsumexp_FarFromZero_NeitherOverflowsNorVanishes(float shift) =>
        Assert.That(full([2], shift).logsumexp(0).item<float>(), Is.EqualTo(shift + 0.6931472).Within(2e-7 * Math.Max(1, Math.Abs(shift))));

    // As in TorchSharp; found here: NaN.
    [TestCase(float.PositiveInfinity, float.PositiveInfinity), TestCase(float.NegativeInfinity, 0.6931472f)]
    public void Logsumexp_WithInfinities_IsTheLimit(float first, float expected)
    {
        Assert.That(tensor([first, 0, 0], [3]).logsumexp(0).item<float>(), Is.EqualTo(expected).Within(2e-7), "two roundings near log 2");
        Assert.That(full([3], float.NegativeInfinity).logsumexp(0).item<float>(), Is.EqualTo(float.NegativeInfinity));
    }

    [Test]
    public void Softmax_OfRandomRows_AddsUpToOneAndIsTheExponentialOfItsLogarithm()
    {
        var x = Dense.Spread(new Lcg(10), [3, 4, 5]).ToTensor();
        var softmax = x.softmax(1);

        Assert.That(softmax.sum(dim: 1).data<float>().ToArray(), Is.All.EqualTo(1).Within(3e-7), "four terms, each rounded to 6e-8");
        var ratio = (softmax / x.log_softmax(1).exp()).data<float>().ToArray();
        Assert.That(
            ratio, Is.All.EqualTo(1).Within(2e-6), "logarithms up to 5 are rounded to 2.4e-7, which exp passes on as a relative error");
    }

    [TestCase(2L), TestCase(-3L), TestCase(long.MaxValue)]
    public void Reductions_OverADimensionThatDoesNotExist_ThrowWithTheAllowedOnes(long dim) =>
        Assert.That(
            () => ones([2, 3]).sum(dim),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("sum: the tensor has 2 dimensions; use -2 to 1."));

    /// <summary>The sum as Devices/Cpu/Reductions/Reduction.cs defines it: sixteen lanes from +0, then a tree, all in float.</summary>
    private static double SumInLanes(double[] numbers)
    {
        var lanes = new float[16];
        for (var i = 0; i < numbers.Length; i++)
            lanes[i % 16] += (float)numbers[i];
        for (var half = 8; half > 0; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
                lanes[lane] += lanes[lane + half];
        }

        return lanes[0];
    }
}
