namespace BitTorch.Tests.Functional;

/// <summary>Losses against closed forms; their gradients are checked with those of all operations.</summary>
public sealed class LossesTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    // Equal logits over C classes cost log C each, whatever the class.
    [TestCase(nn.Reduction.Mean, 1.0)]
    [TestCase(nn.Reduction.Sum, 3.0)]
    public void CrossEntropy_OfEqualLogits_IsLogOfTheClasses(nn.Reduction reduction, double factor)
    {
        var loss = nn.functional.cross_entropy(zeros([3, 4]), tensor((long[])[0, 3, 1]), reduction: reduction);

        Assert.That(loss.item<float>(), Is.EqualTo(factor * 1.3862943611198906).Within(1e-6));
    }

    // Found here: it was read as Sum.
    [Test]
    public void Loss_WithAnUnknownReduction_Throws() => Assert.That(
        () => nn.functional.cross_entropy(ones([1, 2]), zeros([1], int64), reduction: (nn.Reduction)7),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("cross_entropy: "));

    [Test]
    public void CrossEntropy_WithoutReduction_IsOneLossARow() =>
        Assert.That(
            nn.functional.cross_entropy(zeros([3, 2]), tensor((long[])[0, 1, 1]), reduction: nn.Reduction.None).shape,
            Is.EqualTo((long[])[3]));

    [Test]
    public void CrossEntropy_OfAnUnknownClass_Throws() => Assert.That(
        () => nn.functional.cross_entropy(zeros([1, 2]), tensor((long[])[2])), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
