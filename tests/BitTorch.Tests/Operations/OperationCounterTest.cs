namespace BitTorch.Tests.Operations;

/// <summary>Counts by hand from the shapes; a multiply-add is two operations.</summary>
public sealed class OperationCounterTest
{
    [Test]
    public void Product_CountsTwiceRowsColumnsAndDepthOfEveryMatrix()
    {
        using var scope = NewDisposeScope();

        Assert.That(Count(() => zeros([3, 5, 7]).bmm(zeros([3, 7, 2]))), Is.EqualTo(2 * 3 * 5 * 7 * 2));
        Assert.That(Count(() => zeros([2]).baddbmm(zeros([3, 5, 7]), zeros([3, 7, 2]))), Is.EqualTo(2 * 3 * 5 * 7 * 2));
        Assert.That(Count(() => zeros([5, 7]).matmul(zeros([7, 2]))), Is.EqualTo(2 * 5 * 7 * 2));
        Assert.That(Count(() => zeros([3, 0, 7]).bmm(zeros([3, 7, 2]))), Is.Zero);
    }

    [Test]
    public void Gradients_OfAProduct_CountAsOneProductEach()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (zeros([3, 5, 7]).requires_grad_(), zeros([3, 7, 2]).requires_grad_());
        var sum = a.bmm(b).sum();

        Assert.That(Count(() => autograd.grad([sum], [a, b], retain_graph: true)), Is.EqualTo(2 * 2 * 3 * 5 * 7 * 2));
        Assert.That(
            Count(() => autograd.grad([sum], [a], retain_graph: true)), Is.EqualTo(2 * 3 * 5 * 7 * 2), "the other one is not computed");
    }

    // 2 images, 3 channels of 6 x 6, 4 filters of 3 x 3, stride 2, padding 1: outputs of 3 x 3 whose taps partly lie on the padding.
    [Test]
    public void Convolution_CountsEveryTapOfEveryOutputThoseOnThePaddingToo()
    {
        using var scope = NewDisposeScope();
        var (images, filters) = (zeros([2, 3, 6, 6]).requires_grad_(), zeros([4, 3, 3, 3]).requires_grad_());
        const long Once = 2 * 2 * 4 * (3 * 3) * (3 * 3 * 3);
        Tensor? output = null;

        Assert.That(Count(() => output = nn.functional.conv2d(images, filters, strides: [2, 2], padding: [1, 1])), Is.EqualTo(Once));
        Assert.That(output!.shape, Is.EqualTo(new long[] { 2, 4, 3, 3 }));
        Assert.That(Count(() => autograd.grad([output.sum()], [images, filters])), Is.EqualTo(2 * Once));
    }

    [Test]
    public void Distances_CountADifferenceAndAnAdditionForEveryPairAndCoordinate()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (zeros([2, 5, 3]).requires_grad_(), zeros([2, 4, 3]).requires_grad_());
        const long Once = 2 * 2 * 5 * 4 * 3;
        Tensor? distances = null;

        Assert.That(Count(() => distances = cdist(a, b, p: 1)), Is.EqualTo(Once));
        Assert.That(Count(() => autograd.grad([distances!.sum()], [a, b])), Is.EqualTo(2 * Once));
    }

    [Test]
    public void OtherOperations_AndOtherThreads_CountNothingHere()
    {
        using var scope = NewDisposeScope();

        Assert.That(Count(() => zeros([9]).add(1).exp().sum()), Is.Zero);
        Assert.That(Count(() =>
        {
            var thread = new Thread(() =>
            {
                using var own = NewDisposeScope();
                zeros([3, 5, 7]).bmm(zeros([3, 7, 2]));
            });
            thread.Start();
            thread.Join();
        }), Is.Zero);
    }

    private static long Count(Action work)
    {
        var before = OperationCounter.OnThisThread;
        work();
        return OperationCounter.OnThisThread - before;
    }
}
