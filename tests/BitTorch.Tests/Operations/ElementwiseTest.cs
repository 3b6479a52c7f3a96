namespace BitTorch.Tests.Operations;

/// <summary>Broadcasting, operators and the numbers at special places.</summary>
public sealed class ElementwiseTest
{
    private DisposeScope scope = null!;

    // One rounding of the exact result is the same whether it starts from double or float (53 bits are more than twice 24).
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Tensors, Func<double, double, double> Numbers)> Operations =
        new()
        {
            ["add"] = ((a, b) => a + b, (a, b) => a + b),
            ["sub"] = ((a, b) => a - b, (a, b) => a - b),
            ["mul"] = ((a, b) => a * b, (a, b) => a * b),
            ["div"] = ((a, b) => a / b, (a, b) => a / b),
            ["maximum"] = ((a, b) => a.maximum(b), Math.Max),
        };

    private static IEnumerable<string> Names => Operations.Keys;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [TestCaseSource(nameof(Names))]
    public void Operation_OnRandomShapesAndStrides_BroadcastsLikeTheReference(string name)
    {
        var (random, fitting) = (new Lcg(5), 0);
        var (tensors, numbers) = Operations[name];
        for (var i = 0; i < 3000; i++)
        {
            var (a, denseA) = Dense.RandomStrided(random);
            var (b, denseB) = Dense.RandomStrided(random);
            if (Dense.Broadcast(denseA.Shape, denseB.Shape) is null)
            {
                Assert.That(() => tensors(a, b), Throws.ArgumentException.With.Message.StartsWith($"{name}: shapes"));
                continue;
            }

            Dense.AssertEqual(
                tensors(a, b),
                denseA.With(denseB, numbers),
                $"case {i}: {name} of [{string.Join(", ", denseA.Shape)}] and [{string.Join(", ", denseB.Shape)}]");
            fitting++;
        }

        Assert.That(fitting, Is.GreaterThan(500), "otherwise the shapes test nothing");
    }

    [Test]
    public void Operators_WithNumbers_KeepTheOrderOfTheirOperands() => Assert.Multiple(() =>
    {
        var x = tensor(4f);
        AssertNumber(x + 1 + 1L + 1f + 1d + (Scalar)1, 9);
        AssertNumber((Scalar)1 + (1 + (1L + (1f + (1d + x)))), 9);
        AssertNumber(x - 1 - 1L - 1f - 1d - (Scalar)1, -1);
        AssertNumber(1 - x, -3);
        AssertNumber(1L - x, -3);
        AssertNumber(1f - x, -3);
        AssertNumber(1d - x, -3);
        AssertNumber((Scalar)1 - x, -3);
        AssertNumber(x * 2 * 2L * 2f * 2d * (Scalar)2, 128);
        AssertNumber((Scalar)2 * (2 * (2L * (2f * (2d * x)))), 128);
        AssertNumber(x / 2 / 2L / 2f / 2d / (Scalar)2, 0.125);
        AssertNumber(2 / x, 0.5);
        AssertNumber(2L / x, 0.5);
        AssertNumber(2f / x, 0.5);
        AssertNumber(2d / x, 0.5);
        AssertNumber((Scalar)2 / x, 0.5);
        AssertNumber(-x, -4);
        AssertNumber(x.add(x, 0.5), 6);
    });

    [Test]
    public void NaN_GoesThroughEveryFunctionOfOneNumber()
    {
        var x = tensor(float.NaN);
        Tensor[] results =
        [
            -x, x.abs(), x.square(), x.sqrt(), x.rsqrt(), x.reciprocal(), x.exp(), x.log(), x.sin(), x.cos(), x.tanh(), x.sigmoid(),
            x.relu(), x.leaky_relu(0.2),
            x.softplus(), x.clamp(-1, 1), x.maximum(ones([1])), x.amax(), x.sum(), x.unsqueeze(0).softmax(0), x.unsqueeze(0).norm(dim: 0),
        ];
        Assert.That(results.Select(result => result.item<float>()), Is.All.NaN);
    }

    [Test]
    public void Clamp_WithOneBound_LeavesTheOtherSideOpen()
    {
        var x = tensor([-2f, 0f, 2f], [3]);

        Assert.That(x.clamp(min: -1).data<float>().ToArray(), Is.EqualTo(new float[] { -1, 0, 2 }));
        Assert.That(x.clamp(max: 1).data<float>().ToArray(), Is.EqualTo(new float[] { -2, 0, 1 }));
    }

    [Test]
    public void ArgumentsThatWouldBeIgnored_AreRefused()
    {
        Assert.That(() => ones([1]).clamp(), Throws.ArgumentException);
        Assert.That(() => ones([1]).softplus(threshold: 1), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => ones([1]).div(2, (RoundingMode)2), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => nn.functional.relu(ones([1]), inplace: true), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => cdist(ones([1, 1]), ones([1, 1])), Throws.InstanceOf<NotSupportedException>());
    }

    private static void AssertNumber(Tensor actual, double expected) => Assert.That(actual.item<float>(), Is.EqualTo((float)expected));
}
