namespace BitTorch.Tests.Operations;

/// <summary>Views and reshapes against an array that is copied index by index (<see cref="Dense"/>).</summary>
public sealed class ViewsTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void ChainsOfViews_RandomShapes_ShowTheElementsOfTheReference()
    {
        var random = new Lcg(1);
        for (var i = 0; i < 2000; i++)
        {
            var (view, expected) = Dense.RandomStrided(random);
            Dense.AssertEqual(view, expected, $"case {i}");
            Dense.AssertEqual(view.contiguous(), expected, $"case {i}, contiguous");
            Dense.AssertEqual(view.clone(), expected, $"case {i}, clone");
            Assert.That(view.clone().is_contiguous() && view.contiguous().is_contiguous(), $"case {i}");
        }
    }

    [Test]
    public void Reshape_OfRandomStridedTensors_KeepsTheRowMajorOrder()
    {
        var random = new Lcg(2);
        for (var i = 0; i < 3000; i++)
        {
            var (view, expected) = Dense.RandomStrided(random);
            var shape = Factorised(random, expected.Values.Length);
            Dense.AssertEqual(
                view.reshape(shape),
                expected.Reshape(shape),
                $"case {i}: [{string.Join(", ", expected.Shape)}] to [{string.Join(", ", shape)}]");
        }
    }

    [Test]
    public void View_OfRandomStridedTensors_SharesMemoryExactlyWhenStridesCanSayIt()
    {
        var (random, shared, refused) = (new Lcg(3), 0, 0);
        for (var i = 0; i < 2000; i++)
        {
            var (seen, expected) = Dense.RandomStrided(random);
            var shape = Factorised(random, expected.Values.Length);
            if (!StridesExist(seen, shape))
            {
                Assert.That(() => seen.view(shape), Throws.ArgumentException.With.Message.StartsWith("view: shape"), $"case {i}");
                refused++;
                continue;
            }

            var view = seen.view(shape);
            Dense.AssertEqual(view, expected.Reshape(shape), $"case {i}");
            if (Enumerable.Range(0, (int)view.ndim).Any(d => view.stride(d) == 0 && view.size(d) > 1)) continue;
            view.copy_(tensor(7f));
            Assert.That(seen.data<float>().ToArray(), Is.All.EqualTo(7), $"case {i}: memory is shared");
            shared++;
        }

        Assert.That(shared, Is.GreaterThan(100));
        Assert.That(refused, Is.GreaterThan(100));
    }

    [Test]
    public void View_OfATransposedTensor_IsAWindowOnTheSameMemory()
    {
        var x = zeros([2, 3, 4]);

        x.transpose(0, 1).view(3, 2, 2, 2).narrow(0, 2, 1).copy_(tensor(7f));

        Assert.That(x.narrow(1, 2, 1).data<float>().ToArray(), Is.All.EqualTo(7));
        Assert.That(x.sum().item<float>(), Is.EqualTo(7 * 8));
    }

    // Found here: the view of nothing began behind the end of its memory, and whoever read it failed.
    [Test]
    public void Narrow_OfAnEmptyTensorFarIn_CanBeRead() =>
        Assert.That(zeros([0, 5, 5, 5]).narrow(1, 4, 1).exp().data<float>().ToArray(), Is.Empty);

    [Test]
    public void View_AcrossATransposition_ThrowsWithShapeStridesAndAdvice()
    {
        var error = Assert.Throws<ArgumentException>(() => zeros([2, 3]).transpose(0, 1).view(6));

        Assert.That(
            error!.Message, Does.StartWith("view: shape [3, 2] with strides [1, 3] cannot be seen as [6] without a copy; use reshape."));
    }

    [TestCase(new long[] { 5 }, new long[] { 5 })]
    [TestCase(new long[] { -1 }, new long[] { 24 })]
    [TestCase(new long[] { 2, -1 }, new long[] { 2, 12 })]
    [TestCase(new long[] { -1, 8, 1 }, new long[] { 3, 8, 1 })]
    public void Reshape_WithOneUnknownSize_WorksItOut(long[] asked, long[] expected)
    {
        if (asked is [5])
        {
            Assert.That(
                () => zeros([2, 3, 4]).reshape(asked),
                Throws.ArgumentException.With.Message.StartsWith("reshape: shape [2, 3, 4] has 24 elements and cannot become [5]."));
        }
        else
            Assert.That(zeros([2, 3, 4]).reshape(asked).shape, Is.EqualTo(expected));
    }

    [TestCase(-1L, -1L), TestCase(-2L, 12L), TestCase(long.MaxValue, 2L), TestCase(long.MinValue, -1L), TestCase(7L, -1L)]
    public void Reshape_ToImpossibleSizes_Throws(long first, long second) =>
        Assert.That(
            () => zeros([2, 3, 4]).reshape(first, second), Throws.InstanceOf<ArgumentException>().Or.InstanceOf<OverflowException>());

    [Test]
    public void Split_IntoPieces_ShowsConsecutiveStretches()
    {
        var x = Dense.Spread(new Lcg(4), [2, 6, 3]);

        var pieces = x.ToTensor().split([1, 0, 3, 2], -2);

        Dense.AssertEqual(pieces[0], x.Narrow(1, 0, 1), "first");
        Assert.That(pieces[1].shape, Is.EqualTo(new long[] { 2, 0, 3 }));
        Dense.AssertEqual(pieces[2], x.Narrow(1, 1, 3), "third");
        Dense.AssertEqual(pieces[3], x.Narrow(1, 4, 2), "fourth");
    }

    [Test]
    public void Split_LengthsThatDoNotAddUp_ThrowsWithLengthsAndShape() =>
        Assert.That(
            () => zeros([2, 6]).split([1, 4], 1),
            Throws.ArgumentException.With.Message.StartsWith("split: lengths [1, 4] must add up to 6, dimension 1 of shape [2, 6]."));

    [TestCase(3L, 1L), TestCase(-1L, 1L), TestCase(0L, 4L), TestCase(0L, -1L), TestCase(long.MaxValue, long.MaxValue)]
    [TestCase(1L << 62, 1L << 62)]
    public void Narrow_OutsideTheDimension_Throws(long start, long length) =>
        Assert.That(
            () => zeros([3, 2]).narrow(0, start, length),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("narrow:"));

    // The elements of [8, 8] fill their buffer: an empty stretch behind the last one must not point outside it.
    [Test]
    public void Narrow_EmptyStretchAtTheEnd_IsAnEmptyTensorToWorkWith()
    {
        var empty = zeros([8, 8]).narrow(0, 8, 0).narrow(1, 8, 0);

        Assert.That((empty + 1).exp().sum().item<float>(), Is.Zero);
    }

    [Test]
    public void Squeeze_WithoutArgument_DropsEveryDimensionOfSizeOne() =>
        Assert.That(zeros([1, 2, 1, 3, 1]).squeeze().shape, Is.EqualTo(new long[] { 2, 3 }));

    [Test]
    public void Squeeze_OfALongerDimension_KeepsIt() => Assert.That(zeros([1, 2]).squeeze(1).shape, Is.EqualTo(new long[] { 1, 2 }));

    [TestCase(0, -1, new long[] { 24 }), TestCase(1, 2, new long[] { 2, 12 }), TestCase(-2, -1, new long[] { 2, 12 })]
    [TestCase(1, 1, new long[] { 2, 3, 4 })]
    public void Flatten_StretchOfDimensions_MergesThem(long first, long last, long[] expected) =>
        Assert.That(zeros([2, 3, 4]).flatten(first, last).shape, Is.EqualTo(expected));

    [Test]
    public void Flatten_OfANumber_IsAVectorOfOne() => Assert.That(tensor(3f).flatten().shape, Is.EqualTo(new long[] { 1 }));

    [Test]
    public void Expand_KeepsSizesMarkedMinusOne() => Assert.That(zeros([3, 1]).expand(2, -1, 4).shape, Is.EqualTo(new long[] { 2, 3, 4 }));

    [TestCase(new long[] { 2, 4 }), TestCase(new long[] { 3 }), TestCase(new long[] { -1, 3, 1 })]
    public void Expand_ThatWouldChangeASize_ThrowsWithBothShapesAndTheRule(long[] shape) =>
        Assert.That(
            () => zeros([3, 1]).expand(shape),
            Throws.ArgumentException.With.Message.StartsWith(
                $"expand: shape [3, 1] cannot become [{string.Join(", ", shape)}]; only sizes of 1 can be repeated"));

    [Test]
    public void Expand_PastTheLargestTensor_Throws() =>
        Assert.That(() => zeros([1]).expand(1L << 33), Throws.InstanceOf<OverflowException>().With.Message.Contains("[8589934592]"));

    [TestCase(new long[] { 0, 0 }), TestCase(new long[] { 0 }), TestCase(new long[] { 0, 1, 1 }), TestCase(new long[] { 0, -2 })]
    public void Permute_NotEachDimensionOnce_Throws(long[] permutation) =>
        Assert.That(() => zeros([2, 3]).permute(permutation), Throws.ArgumentException.With.Message.StartsWith("permute: "));

    [TestCase(2L), TestCase(-3L), TestCase(long.MinValue)]
    public void Transpose_NoSuchDimension_ThrowsWithTheAllowedOnes(long dim) =>
        Assert.That(
            () => zeros([2, 3]).transpose(0, dim),
            Throws.InstanceOf<ArgumentOutOfRangeException>()
                .With.Message.StartsWith("transpose: the tensor has 2 dimensions; use -2 to 1."));

    /// <summary>Whether the places of the elements, in row-major order, are a sum of one stride for each dimension of the shape.</summary>
    private static bool StridesExist(Tensor tensor, long[] shape)
    {
        long[] places = [.. Dense.Indices(tensor.shape).Select(index => index.Select((i, d) => i * tensor.stride(d)).Sum())];
        if (places.Length == 0) return true;
        var indices = Dense.Indices(shape).ToArray();
        long[] strides =
            [.. shape.Select((size, d) => size == 1 ? 0 : places[Array.FindIndex(indices, index => index[d] == 1 && index.Sum() == 1)])];
        return indices.Select(index => index.Zip(strides, (i, stride) => i * stride).Sum()).SequenceEqual(places);
    }

    /// <summary>A random shape with that many elements.</summary>
    private static long[] Factorised(Lcg random, int count)
    {
        if (count == 0) return [random.Next(4), 0];
        var sizes = new List<long>();
        while (count > 1)
        {
            var divisor = Enumerable.Range(2, count - 1).First(d => count % d == 0);
            if (sizes.Count > 0 && random.Next(2) == 0) sizes[^1] *= divisor;
            else sizes.Add(divisor);
            count /= divisor;
        }

        for (var ones = random.Next(3); ones > 0; ones--)
            sizes.Insert(random.Next(sizes.Count + 1), 1);
        return [.. sizes];
    }
}
