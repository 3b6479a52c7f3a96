namespace BitTorch.Tests.Operations;

/// <summary>Choosing, indexing and sorting elements, and their gradients. Expected values are counted by hand or come from LINQ.</summary>
public sealed class SelectionTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    // As PyTorch: as many pieces as were asked for, so that taking the second of two works.
    [Test]
    public void Chunk_OfAnEmptyDimension_GivesAllPieces()
    {
        Assert.That(zeros([3, 0]).chunk(2, 1).Select(piece => piece.shape), Is.EqualTo((long[][])[[3, 0], [3, 0]]));
        Assert.That(
            () => zeros([0]).chunk(long.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("chunk: "));
        Assert.That(ones([3]).chunk(long.MaxValue), Has.Length.EqualTo(3));
    }

    // Found here: the handle that a strided operand was copied through stayed in the scope, and kept its memory.
    [Test]
    public void Operations_OnAStridedTensor_LeaveOnlyTheirResultInTheScope()
    {
        var x = ones([3, 2]).transpose(0, 1);
        var (index, places) = (zeros([3, 2], int64).transpose(0, 1), zeros([2], int64));
        Func<Tensor>[] operations =
        [
            () => x.to(int64), () => x.argsort(), () => x.gather(0, index), () => x.index_select(0, places),
            () => x.scatter_add(0, index, x), () => x < 2,
        ];

        Assert.Multiple(() =>
        {
            for (var i = 0; i < operations.Length; i++)
            {
                using var inner = NewDisposeScope();
                operations[i]();
                Assert.That(inner.DisposablesCount, Is.EqualTo(1), $"operation {i}");
            }
        });
    }

    [Test]
    public void Where_OfBroadcastOperands_ChoosesAndSplitsTheGradient()
    {
        var x = tensor([1f, 2f, 3f], [3]).requires_grad_();
        var y = tensor([10f, 20f], [2, 1]).requires_grad_();
        var mask = tensor([true, false, true, false, false, true], [2, 3]);

        var chosen = where(mask, x, y);
        var gradients = autograd.grad([chosen.sum()], [x, y]);

        Assert.Multiple(() =>
        {
            Assert.That(Values(chosen), Is.EqualTo((float[])[1, 10, 3, 20, 20, 3]));
            Assert.That(Values(gradients[0]), Is.EqualTo((float[])[1, 0, 2]));
            Assert.That(Values(gradients[1]), Is.EqualTo((float[])[1, 2]));
        });
    }

    // What is not chosen must leave no trace, not even as 0 times infinity.
    [Test]
    public void Where_WithNanInTheOtherBranch_HasFiniteValueAndGradient()
    {
        var x = tensor([-1f, 4f], [2]).requires_grad_();

        var root = where(x > 0, x.sqrt(), zeros_like(x));
        var gradient = autograd.grad([root.sum()], [x]);

        Assert.That(Values(root), Is.EqualTo((float[])[0, 2]));
        Assert.That(Values(gradient[0])[1], Is.EqualTo(0.25f));
    }

    // 1e8 + 1 - 1e8 is 0 only in this order.
    [Test]
    public void ScatterAddAndIndexAdd_OfRepeatedIndices_AddInOrder()
    {
        var terms = tensor([1e8f, 1f, -1e8f], [3]);
        var places = tensor((long[])[1, 1, 1]);

        Assert.Multiple(() =>
        {
            Assert.That(Values(zeros([2]).scatter_add(0, places, terms)), Is.EqualTo((float[])[0, 0]));
            Assert.That(Values(zeros([2]).index_add(0, places, terms, 1)), Is.EqualTo((float[])[0, 0]));
            Assert.That(Values(ones([2]).index_add(0, places, terms, 0)), Is.EqualTo((float[])[1, 1]));
        });
    }

    [Test]
    public void IndexAdd_Gradients_AreTheSelectedOnes()
    {
        var (x, source) = (ones([3, 2]).requires_grad_(), ones([2, 2]).requires_grad_());
        var weights = tensor([1f, 2f, 3f, 4f, 5f, 6f], [3, 2]);

        var gradients = autograd.grad([(weights * x.index_add(0, tensor((long[])[2, 0]), source, 10)).sum()], [x, source]);

        Assert.That(Values(gradients[0]), Is.EqualTo(Values(weights)));
        Assert.That(Values(gradients[1]), Is.EqualTo((float[])[50, 60, 10, 20]));
    }

    [Test]
    public void Gather_OfPermutedInput_ReadsLogicalOrder()
    {
        var x = tensor([.. Enumerable.Range(0, 6).Select(i => (float)i)], [2, 3]).transpose(0, 1);

        Assert.That(Values(x.gather(1, tensor((long[])[1, 0, 1], [3, 1]))), Is.EqualTo((float[])[3, 1, 5]));
        Assert.That(Values(x.index_select(0, tensor((long[])[2, 2, 0]))), Is.EqualTo((float[])[2, 5, 2, 5, 0, 3]));
    }

    [Test]
    public void Indexing_OutsideADimension_NamesIndexAndRange()
    {
        var x = ones([2, 3]);

        Assert.Multiple(() =>
        {
            Assert.That(
                () => x.index_select(1, tensor((long[])[0, 3])),
                Throws.InstanceOf<ArgumentOutOfRangeException>()
                    .With.Message.Contains("index_select: element 1 of the index leaves a dimension of size 3; use 0 to 2."));
            Assert.That(() => x.gather(1, tensor((long[])[0, -1], [2, 1])), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => x.gather(1, tensor((long[])[0], [1, 1])), Throws.ArgumentException.With.Message.Contains("[1, 1]"));
            Assert.That(
                () => x.index_add(0, tensor((long[])[0]), ones([2, 3]), 1),
                Throws.ArgumentException.With.Message.Contains("must be [1, 3]"));
            Assert.That(
                () => x.index_select(0, tensor((long[])[0], [1, 1])),
                Throws.ArgumentException.With.Message.Contains("must have 1 dimension"));
        });
    }

    [Test]
    public void MaxAndMinAlongDimension_WithTiesAndNan_FollowTheRule()
    {
        var x = tensor([1f, 3f, 3f, -0f, 0f, -0f, 5f, float.NaN, 9f], [3, 3]);

        Assert.Multiple(() =>
        {
            Assert.That(x.max(1).Item2.data<long>().ToArray(), Is.EqualTo((long[])[1, 0, 1]));
            Assert.That(x.min(1).Item2.data<long>().ToArray(), Is.EqualTo((long[])[0, 0, 1]));
            Assert.That(x.max(0, keepdim: true).Item2.shape, Is.EqualTo((long[])[1, 3]));
            Assert.That(x.max().item<float>(), Is.NaN);
            Assert.That(x.narrow(0, 0, 2).max().item<float>(), Is.EqualTo(3));
            Assert.That(() => x.narrow(1, 0, 0).max(1), Throws.ArgumentException);
        });
    }

    [Test]
    public void MaxAlongDimension_OfTies_SendsTheGradientToTheFirst()
    {
        var x = tensor([2f, 2f, 1f, 0f, 4f, 4f], [2, 3]).requires_grad_();

        var (values, places) = x.max(1);
        var gradient = autograd.grad([values.sum()], [x])[0];

        Assert.That(Values(values), Is.EqualTo((float[])[2, 4]));
        Assert.That(places.data<long>().ToArray(), Is.EqualTo((long[])[0, 1]));
        Assert.That(Values(gradient), Is.EqualTo((float[])[1, 0, 0, 0, 1, 0]));
        Assert.That(Values(x.detach().min(0, keepdim: true).Item1), Is.EqualTo((float[])[0, 2, 1]));
    }

    [Test]
    public void Sort_OfTiesZerosAndNan_IsStableWithNanLargest()
    {
        var x = tensor([2f, float.NaN, 0f, -0f, -1f, 2f, float.NegativeInfinity, -float.NaN, float.PositiveInfinity], [9]);

        Assert.Multiple(() =>
        {
            Assert.That(x.argsort().data<long>().ToArray(), Is.EqualTo((long[])[6, 4, 2, 3, 0, 5, 8, 1, 7]));
            Assert.That(x.argsort(descending: true).data<long>().ToArray(), Is.EqualTo((long[])[1, 7, 8, 0, 5, 2, 3, 4, 6]));
        });
    }

    [Test]
    public void Sort_AlongAnyDimension_EqualsLinqAndReturnsTheGradient()
    {
        var random = new Lcg(3);
        var x = tensor([.. Enumerable.Range(0, 60).Select(_ => (float)random.Next(9))], [3, 5, 4]).requires_grad_();
        var weights = tensor([.. Enumerable.Range(0, 60).Select(i => (float)i)], [3, 5, 4]);

        var (values, order) = x.sort(1, descending: true);
        var gradient = autograd.grad([(values * weights).sum()], [x])[0];

        for (var i = 0; i < 3; i++)
        {
            for (var k = 0; k < 4; k++)
            {
                float[] Column(Tensor tensor) => Values(tensor.narrow(0, i, 1).narrow(2, k, 1));
                var places = order.narrow(0, i, 1).narrow(2, k, 1).data<long>().ToArray();
                var expected = Column(x).Select((value, place) => (value, place)).OrderByDescending(pair => pair.value).ToArray();
                Assert.That(Column(values), Is.EqualTo(expected.Select(pair => pair.value)));
                Assert.That(places, Is.EqualTo(expected.Select(pair => (long)pair.place)));
                Assert.That(places.Select(place => Column(gradient)[place]), Is.EqualTo(Column(weights)));
            }
        }
    }

    [Test]
    public void Chunk_OfUnevenLength_CutsTheLastPieceShorter()
    {
        var x = tensor([1f, 2f, 3f, 4f, 5f], [5]);

        Assert.That(x.chunk(3).Select(Values), Is.EqualTo((float[][])[[1, 2], [3, 4], [5]]));
        Assert.That(() => x.chunk(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void VarianceAndDeviation_AlongSeveralDimensions_EqualTheDefinition()
    {
        var x = tensor([1f, 2f, 3f, 4f, 5f, 9f], [1, 2, 3]);

        Assert.Multiple(() =>
        {
            Assert.That(x.var(2).data<float>().ToArray(), Is.EqualTo((float[])[1, 7]).Within(1e-6f));
            Assert.That(x.std([1L, 2L]).item<float>(), Is.EqualTo(float.Sqrt(8)).Within(1e-6));
            Assert.That(x.std([0L, 1L, 2L], unbiased: false, keepdim: true).item<float>(), Is.EqualTo(float.Sqrt(40 / 6f)).Within(1e-6));
        });
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
