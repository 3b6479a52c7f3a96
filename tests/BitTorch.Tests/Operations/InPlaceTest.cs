namespace BitTorch.Tests.Operations;

/// <summary>Operations that overwrite a tensor give what the same operation on separate memory gives.</summary>
public sealed class InPlaceTest
{
    private DisposeScope scope = null!;

    private static readonly Dictionary<string, (Action<Tensor, Tensor> InPlace, Func<Tensor, Tensor, Tensor> Separate)> Operations = new()
    {
        ["copy_"] = ((x, y) => x.copy_(y), (x, y) => y.expand(x.shape)),
        ["add_"] = ((x, y) => x.add_(y), (x, y) => x + y),
        ["add_ scaled"] = ((x, y) => x.add_(y, 0.3), (x, y) => x.add(y, 0.3)),
        ["add_ number"] = ((x, _) => x.add_(1.5), (x, _) => x + 1.5),
        ["mul_ number"] = ((x, _) => x.mul_(1.5), (x, _) => x * 1.5),
        ["zero_"] = ((x, _) => x.zero_(), (x, _) => zeros_like(x)),
    };

    private static IEnumerable<string> Names => Operations.Keys;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    // Both operands are random views of one buffer or of two, so they overlap in every way.
    [TestCaseSource(nameof(Names))]
    public void Operation_OnOverlappingViews_ReadsEverythingBeforeItWrites(string name)
    {
        var (random, written) = (new Lcg(6), 0);
        var (inPlace, separate) = Operations[name];
        for (var i = 0; i < 4000; i++)
        {
            var dense = Dense.Spread(random, [4, 4, 4]);
            var memory = dense.ToTensor();
            var x = Views(random, memory);
            var y = Views(random, random.Next(4) == 0 ? memory.clone() : memory);
            if (Repeats(x) || !(Dense.Broadcast(x.shape, y.shape)?.SequenceEqual(x.shape) ?? false)) continue;
            var expected = separate(x.clone(), y.clone());
            var untouched = memory.sum().item<float>() - x.sum().item<float>();

            inPlace(x, y);

            Dense.AssertEqual(x, Dense.Read(expected), $"case {i}: {name} on {string.Join(", ", x.shape)}");
            Assert.That(
                memory.sum().item<float>() - x.sum().item<float>(),
                Is.EqualTo(untouched).Within(5e-3),
                "64 products below 73 add up to 4700 at most, which is rounded to 5e-4; the smallest element is 0.2");
            written++;
        }

        Assert.That(written, Is.GreaterThan(300), "otherwise the views test nothing");
    }

    [Test]
    public void Add_ToItself_Doubles()
    {
        var x = tensor([1f, 2f, 3f], [3]);

        Assert.That(x.add_(x), Is.SameAs(x));
        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 4, 6 }));
    }

    [Test]
    public void Copy_OfItsOwnTranspose_Transposes()
    {
        var x = tensor([1f, 2f, 3f, 4f], [2, 2]);

        x.copy_(x.transpose(0, 1));

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 3, 2, 4 }));
    }

    [Test]
    public void Copy_IntoAStretch_LeavesTheRestAlone()
    {
        var x = zeros([5]);

        x.narrow(0, 1, 3).copy_(tensor([1f, 2f, 3f], [3]));

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 1, 2, 3, 0 }));
    }

    // Found here: a row of x as operand was taken for x itself and read after it had been written.
    [Test]
    public void Add_ItsOwnFirstRow_AddsTheRowAsItWas()
    {
        var x = tensor([1f, 2f, 10f, 20f, 100f, 200f], [3, 2]);

        x.add_(x.narrow(0, 0, 1));

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 4, 11, 22, 101, 202 }));
    }

    // y + value (a b) and y + value (a / b): the inner result rounded to float, then one rounding of the sum, worked out in decimal.
    [Test]
    public void AddcmulAndAddcdiv_OfSmallNumbers_EqualTheFormula()
    {
        var (a, b) = (tensor([1f, 2f, 3f], [3]), tensor([4f, 5f, 8f], [3]));

        Assert.That(ones([3]).addcmul_(a, b, 0.5).data<float>().ToArray(), Is.EqualTo(new float[] { 3, 6, 13 }));
        Assert.That(ones([3]).addcdiv_(a, b, 2).data<float>().ToArray(), Is.EqualTo(new[] { 1.5f, 1.8f, 1.75f }));
    }

    // Found here: a shifted look at the same memory made the result depend on the SIMD width.
    [TestCase(0, 1), TestCase(1, 0), TestCase(0, 0), TestCase(3, 20)]
    public void AddcmulAndAddcdiv_OnShiftedViews_ReadBeforeTheyWrite(int written, int read)
    {
        var x = Dense.Spread(new Lcg(7), [60]).ToTensor();
        var (target, operand) = (x.narrow(0, written, 40), x.narrow(0, read, 40));

        var product = target.clone().addcmul_(operand.clone(), operand.clone(), 0.7);
        target.addcmul_(operand, operand, 0.7);
        Dense.AssertEqual(target, Dense.Read(product), "product");

        var quotient = target.clone().addcdiv_(target.clone(), operand.clone(), 0.7);
        target.addcdiv_(target, operand, 0.7);
        Dense.AssertEqual(target, Dense.Read(quotient), "quotient");
    }

    // Found here: every repetition was added once more.
    [Test]
    public void InPlace_OnARepeatedTensor_ThrowsWithAdvice() =>
        Assert.That(() => zeros([1]).expand(4).add_(1), Throws.InvalidOperationException.With.Message.Contains("clone() first"));

    [Test]
    public void InPlace_OnTensorsThatRequireGradients_NeedsNoGrad()
    {
        var leaf = ones([2]).requires_grad_();
        var made = leaf * 2;
        Action[] changes =
        [
            () => leaf.add_(1), () => made.add_(1), () => leaf.narrow(0, 0, 1).zero_(), () => leaf.copy_(ones([2])), () => leaf.mul_(2),
            () => leaf.addcmul_(ones([2]), ones([2]), 1), () => leaf.addcdiv_(ones([2]), ones([2]), 1),
        ];

        Assert.Multiple(() =>
        {
            foreach (var change in changes)
                Assert.That(() => change(), Throws.InvalidOperationException.With.Message.Contains("no_grad()"));
        });
        using (no_grad())
            leaf.add_(1);
        Assert.That(leaf.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 2 }));
        Assert.That(leaf.requires_grad);
    }

    // TorchSharp would record the copy; cutting the gradient off silently would train nothing.
    [Test]
    public void InPlace_WithAnOperandThatRequiresGradients_NeedsNoGrad()
    {
        var (buffer, weights) = (zeros([2]), ones([2]).requires_grad_());

        Assert.That(() => buffer.copy_(weights), Throws.InvalidOperationException.With.Message.Contains("does not record"));
        Assert.That(() => buffer.addcmul_(buffer, weights, 1), Throws.InvalidOperationException);
        buffer.copy_(weights.detach());
        Assert.That(buffer.sum().item<float>(), Is.EqualTo(2));
    }

    private static Tensor Views(Lcg random, Tensor memory)
    {
        var pair = (Tensor: memory, Dense: Dense.Read(memory));
        for (var i = random.Next(4); i > 0; i--)
            pair = Dense.RandomView(random, pair.Tensor, pair.Dense);
        return pair.Tensor;
    }

    private static bool Repeats(Tensor tensor) =>
        tensor.numel() > 0 && Enumerable.Range(0, (int)tensor.ndim).Any(d => tensor.stride(d) == 0 && tensor.size(d) > 1);
}
