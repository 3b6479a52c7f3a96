namespace BitTorch.Tests.Tensors;

/// <summary>
/// Masks and index tensors: what they hold, how they convert, and what refuses them. Expected values are written down by hand.
/// </summary>
public sealed class ElementTypesTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Tensor_OfEachType_GivesBackWhatWasPutIn()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                tensor([long.Parse("5"), -3, int.MaxValue, int.MinValue], [2, 2]).data<long>().ToArray(),
                Is.EqualTo((long[])[5, -3, int.MaxValue, int.MinValue]));
            Assert.That(tensor([true, false, true]).data<bool>().ToArray(), Is.EqualTo((bool[])[true, false, true]));
            Assert.That(tensor([true, false, true]).dtype, Is.EqualTo(@bool));
            Assert.That(tensor((long[])[7]).dtype, Is.EqualTo(int64));
            Assert.That(tensor((long[])[7]).item<long>(), Is.EqualTo(7));
            Assert.That(tensor([true]).item<bool>(), Is.True);
        });
    }

    [Test]
    public void Views_OfIndices_KeepTheType()
    {
        var numbers = tensor([.. Enumerable.Range(0, 24).Select(i => (long)i)], [2, 3, 4]);

        Assert.Multiple(() =>
        {
            Assert.That(numbers.permute(2, 0, 1).contiguous().data<long>().ToArray()[..4], Is.EqualTo((long[])[0, 4, 8, 12]));
            Assert.That(numbers.transpose(1, 2).clone().narrow(1, 1, 2).data<long>().ToArray()[..3], Is.EqualTo((long[])[1, 5, 9]));
            Assert.That(cat([numbers, numbers], 0).data<long>().ToArray()[24..27], Is.EqualTo((long[])[0, 1, 2]));
            Assert.That(tensor([true, false]).expand(2, 2).data<bool>().ToArray(), Is.EqualTo((bool[])[true, false, true, false]));
        });
    }

    [Test]
    public void Conversion_BetweenTypes_FollowsTheDocumentedRules()
    {
        var numbers = tensor([0f, -0f, 0.5f, -2.9f, 2e9f, -2147483648f], [6]);

        Assert.Multiple(() =>
        {
            Assert.That(numbers.to(int64).data<long>().ToArray(), Is.EqualTo((long[])[0, 0, 0, -2, 2000000000, -2147483648]));
            Assert.That(numbers.to(@bool).data<bool>().ToArray(), Is.EqualTo((bool[])[false, false, true, true, true, true]));
            Assert.That(tensor([float.NaN, 1e-45f], [2]).to(@bool).data<bool>().ToArray(), Is.EqualTo((bool[])[true, true]));
            Assert.That(
                tensor((long[])[0, -1, 16777217, int.MinValue]).to(float32).data<float>().ToArray(),
                Is.EqualTo((float[])[0, -1, 16777216, -2147483648f]));
            Assert.That(tensor((long[])[0, -1, int.MinValue]).to(@bool).data<bool>().ToArray(), Is.EqualTo((bool[])[false, true, true]));
            Assert.That(tensor([true, false]).to(float32).data<float>().ToArray(), Is.EqualTo((float[])[1, 0]));
            Assert.That(tensor([true, false]).to(int64).data<long>().ToArray(), Is.EqualTo((long[])[1, 0]));
            Assert.That(numbers.to(float32), Is.SameAs(numbers));
            Assert.That(numbers.to(float32, copy: true), Is.Not.SameAs(numbers));
        });
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(2147483648f)]
    [TestCase(-2147483904f)]
    public void Conversion_OfWhatDoesNotFitAnIndex_Throws(float value) =>
        Assert.That(() => tensor(value).to(int64), Throws.TypeOf<OverflowException>());

    [Test]
    public void Array_OfTooLargeIndices_Throws() => Assert.That(
        () => tensor((long[])[1L << 31]), Throws.TypeOf<OverflowException>().With.Message.Contains("element 0 is 2147483648"));

    [Test]
    public void Arithmetic_OnMasksOrIndices_NamesOperationTypesAndRule()
    {
        var (numbers, mask, places) = (ones([2]), tensor([true, false]), tensor((long[])[0, 1]));

        Assert.Multiple(() =>
        {
            Refused(() => numbers + mask, "add: element types float32 and bool; both must be float32, convert them with to(float32).");
            Refused(
                () => places.mul(numbers), "mul: element types int64 and float32; both must be float32, convert them with to(float32).");
            Refused(() => mask.exp(), "exp: the tensor is bool; it must be float32, convert it with to(float32).");
            Refused(() => places.sum(), "sum: the tensor is int64; it must be float32, convert it with to(float32).");
            Refused(
                () => numbers.clone().copy_(mask),
                "copy_: element types float32 and bool; both must be float32, convert them with to(float32).");
            Refused(() => mask.requires_grad_(), "requires_grad_: the tensor is bool; it must be float32, convert it with to(float32).");
            Refused(() => cat([numbers, mask]), "cat: element types float32 and bool must be equal; convert one with to(type).");
            Refused(() => numbers > places, "gt: element types float32 and int64 must be equal; convert one with to(type).");
            Refused(
                () => mask < tensor([true, false]),
                "lt: bool tensors were compared by size; they have no order, convert them with to(type).");
            Refused(() => where(numbers, numbers, numbers), "where: the condition is float32; it must be bool, convert it with to(bool).");
            Refused(() => places > 0.5, "int64 needs a whole one");
            Refused(() => numbers.gather(0, mask), "gather: the index is bool; it must be int64, convert it with to(int64).");
            Refused(
                () => nn.functional.cross_entropy(ones([2, 2]), numbers),
                "cross_entropy: the target is float32; it must be int64, convert it with to(int64).");
            Assert.That(
                () => mask.data<float>(),
                Throws.ArgumentException.With.Message.EqualTo("data: a bool tensor was read as Single; use data<bool>()."));
            Assert.That(
                () => numbers.item<long>(),
                Throws.ArgumentException.With.Message.EqualTo("item: a float32 tensor was read as Int64; use item<float>()."));
        });
    }

    private static void Refused(Func<Tensor> operation, string message) =>
        Assert.That(() => operation(), Throws.ArgumentException.With.Message.Contains(message));
}
