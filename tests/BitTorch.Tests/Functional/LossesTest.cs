namespace BitTorch.Tests.Functional;

/// <summary>Losses and batch normalisation against closed forms; Goldens/operations.json checks their gradients.</summary>
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

    // Found here: the unbiased variance of one value is 0/0, and the running one became NaN for ever.
    [Test]
    public void BatchNorm_OfOneValueAChannel_MovesNoRunningVariance()
    {
        var running = ones([2]);

        Assert.That(
            () => nn.functional.batch_norm(ones([1, 2]), zeros([2]), running, training: true),
            Throws.ArgumentException.With.Message.StartsWith("batch_norm: ").And.Message.Contains("[1, 2]"));
        Assert.That(running.data<float>().ToArray(), Is.All.EqualTo(1));
        Assert.That(nn.functional.batch_norm(ones([1, 2]), null, null, training: true).data<float>().ToArray(), Is.All.Zero);
    }

    // Found here: the second of the two was refused after the first had been moved.
    [Test]
    public void BatchNorm_WithAnExpandedRunningVariance_ChangesNothing()
    {
        var mean = zeros([2]);

        Assert.That(
            () => nn.functional.batch_norm(ones([3, 2]), mean, ones([1]).expand(2), training: true), Throws.InvalidOperationException.With.Message.StartsWith("batch_norm: "));
        Assert.That(mean.data<float>().ToArray(), Is.All.Zero);
    }

    // Found here: it was read as Sum.
    [Test]
    public void Loss_WithAnUnknownReduction_Throws() => Assert.That(
        () => nn.functional.binary_cross_entropy_with_logits(ones([2]), ones([2]), reduction: (nn.Reduction)7),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith("binary_cross_entropy_with_logits: "));

    [Test]
    public void CrossEntropy_WithoutReduction_IsOneLossARow() =>
        Assert.That(nn.functional.cross_entropy(zeros([3, 2]), tensor((long[])[0, 1, 1]), reduction: nn.Reduction.None).shape, Is.EqualTo((long[])[3]));

    [Test]
    public void CrossEntropy_OfAnUnknownClass_Throws() => Assert.That(
        () => nn.functional.cross_entropy(zeros([1, 2]), tensor((long[])[2])), Throws.InstanceOf<ArgumentOutOfRangeException>());

    // Certain and right costs nothing, certain and wrong costs the logit; neither overflows.
    [Test]
    public void BinaryCrossEntropy_OfLargeLogits_IsFinite()
    {
        var losses = nn.functional.binary_cross_entropy_with_logits(
            tensor([1000f, -1000f, 1000f, 0f], [4]), tensor([1f, 0f, 0f, 0.5f], [4]), weight: tensor(2f), reduction: nn.Reduction.None);

        Assert.That(losses.data<float>().ToArray(), Is.EqualTo((float[])[0, 0, 2000, 2 * 0.6931472f]).Within(1e-6f));
    }

    [Test]
    public void BatchNorm_WhileTraining_NormalisesAndMovesTheRunningStatistics()
    {
        var x = tensor([1f, 10f, 3f, 10f, 5f, 10f, 7f, 14f], [4, 2]);
        var (mean, variance) = (zeros([2]), ones([2]));

        var normal = nn.functional.batch_norm(x, mean, variance, training: true, momentum: 0.25, eps: 0);

        Assert.Multiple(() =>
        {
            Assert.That(normal.mean([0L]).data<float>().ToArray(), Is.EqualTo((float[])[0, 0]).Within(1e-6f));
            Assert.That(normal.var(0, unbiased: false).data<float>().ToArray(), Is.EqualTo((float[])[1, 1]).Within(1e-6f));
            Assert.That(mean.data<float>().ToArray(), Is.EqualTo((float[])[1, 2.75f]).Within(1e-6f));
            Assert.That(variance.data<float>().ToArray(), Is.EqualTo((float[])[0.75f + (0.25f * 20 / 3), 0.75f + (0.25f * 4)]).Within(1e-6f));
        });
    }

    [Test]
    public void BatchNorm_WhenNotTraining_UsesTheRunningStatistics()
    {
        var normal = nn.functional.batch_norm(
            tensor([3f, 5f], [1, 2, 1]), tensor([1f, 1f], [2]), tensor([4f, 16f], [2]), tensor([10f, 20f], [2]), tensor([0.5f, 0.25f], [2]), eps: 0);

        Assert.That(normal.data<float>().ToArray(), Is.EqualTo((float[])[10.5f, 20.25f]).Within(1e-5f));
        Assert.That(() => nn.functional.batch_norm(ones([1, 2]), null, null), Throws.ArgumentException.With.Message.Contains("needed when training is false"));
        Assert.That(() => nn.functional.batch_norm(ones([1, 2]), ones([3]), ones([2])), Throws.ArgumentException.With.Message.Contains("running mean has shape [3]; it must be [2]"));
    }

    [Test]
    public void Softmax_Function_EqualsTheMethod()
    {
        var x = tensor([1f, 2f, 3f, -1f], [2, 2]);

        Assert.That(nn.functional.softmax(x, 1).data<float>().ToArray(), Is.EqualTo(x.softmax(1).data<float>().ToArray()));
    }
}
