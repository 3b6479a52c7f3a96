using BitTorch.Fused;

namespace BitTorch.Tests.Fused;

/// <summary>One pass of Adam against the tensor operations that it stands for.</summary>
internal sealed class FusedAdamTest
{
    private const double Beta1 = 0.5, Beta2 = 0.999, Epsilon = 1e-8, Rate = 1e-3;

    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Steps_OfOddSizesAndReplicas_EqualTheOperationsBitForBit(
        [Values(1, 3)] int replicas, [Values(1, 15, 17, 1000, 1003)] int count)
    {
        var random = new Lcg(41);
        Tensor[] fused = [Draw(random), zeros([replicas, count]), zeros([replicas, count])];
        Tensor[] composed = [.. fused.Select(tensor => tensor.clone())];
        var (power1, power2) = (1.0, 1.0);
        for (var step = 0; step < 30; step++)
        {
            power1 *= Beta1;
            power2 *= Beta2;

            // A gradient with gaps in memory now and then: it is read as it is seen.
            var gradient = step % 3 == 0 ? Draw(random) : cat([Draw(random), Draw(random)], dim: 1).narrow(1, 1, count);
            var (root, rate) = (Math.Sqrt(1 - power2), -Rate / (1 - power1));

            FusedAdam.Step(fused[0], gradient, fused[1], fused[2], Beta1, Beta2, root, Epsilon, rate);
            composed[1].mul_(Beta1).add_(gradient, 1 - Beta1);
            composed[2].mul_(Beta2).addcmul_(gradient.contiguous(), gradient.contiguous(), 1 - Beta2);
            composed[0].addcdiv_(composed[1], composed[2].sqrt().div(root).add_(Epsilon), rate);

            for (var i = 0; i < fused.Length; i++)
                SameBits.Assert(fused[i].data<float>().ToArray(), composed[i].data<float>().ToArray(), $"step {step}, tensor {i}");
        }

        Tensor Draw(Lcg source) => tensor([.. Enumerable.Range(0, replicas * count).Select(_ => source.NextFloat())], [replicas, count]);
    }

    [Test]
    public void Operands_ThatDoNotFit_ThrowWithTheName()
    {
        var (p, g, m, v) = (zeros([2, 3]), zeros([2, 3]), zeros([2, 3]), zeros([2, 3]));

        Assert.That(() => Step(p, zeros([3]), m, v), Throws.ArgumentException.With.Message.StartsWith("adam: shapes [2, 3] and [3]"));
        Assert.That(() => Step(p, g, zeros([3, 2]).transpose(0, 1), v), Throws.ArgumentException.With.Message.Contains("contiguous"));
        Assert.That(() => Step(p, g, m, zeros([1, 3]).expand(2, 3)), Throws.InvalidOperationException.With.Message.StartsWith("adam: "));
        Assert.That(() => Step(p.requires_grad_(), g, m, v), Throws.InvalidOperationException.With.Message.StartsWith("adam: "));
    }

    private static void Step(Tensor p, Tensor g, Tensor m, Tensor v) => FusedAdam.Step(p, g, m, v, Beta1, Beta2, 1, Epsilon, -Rate);
}
