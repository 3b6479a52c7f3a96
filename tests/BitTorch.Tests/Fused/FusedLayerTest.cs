using BitTorch.Fused;

namespace BitTorch.Tests.Fused;

/// <summary>
/// A layer against the three operations that it stands for: the same bits of values, gradients and gradients of gradients.
/// </summary>
internal sealed class FusedLayerTest
{
    private const float Slope = 0.2f;

    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    /// <summary>One replica and three, one row, one column, no row, odd sizes, more than a block of k and of columns.</summary>
    private static readonly (int Replicas, int Rows, int Depth, int Columns)[] Sizes =
    [
        (1, 128, 16, 128), (1, 5, 3, 2), (3, 7, 5, 9), (3, 17, 2, 33), (1, 1, 4, 6), (3, 1, 1, 1), (1, 33, 300, 1),
        (3, 40, 7, 1), (2, 19, 4, 270), (1, 0, 3, 4), (2, 3, 0, 5),
    ];

    [Test]
    public void Value_WithAndWithoutGradients_EqualsTheOperations(
        [Values] LayerActivation activation, [ValueSource(nameof(Sizes))] (int, int, int, int) sizes)
    {
        var operands = Operands.Draw(new Lcg(1), sizes);
        var expected = Composed(activation, operands);

        AssertSame(Layered(activation, operands), expected, "recorded");
        using (no_grad())
            AssertSame(Layered(activation, operands), expected, "not recorded");
    }

    [Test]
    public void Gradients_OfAnyNumberOfInputs_EqualTheOperations(
        [Values] LayerActivation activation, [ValueSource(nameof(Sizes))] (int, int, int, int) sizes, [Range(1, 7)] int wanted)
    {
        var operands = Operands.Draw(new Lcg(2), sizes);
        Tensor[] inputs = [.. operands.All.Where((_, i) => (wanted >> i & 1) != 0)];
        var weights = Draw(new Lcg(3), operands.ValueShape);

        var expected = autograd.grad([Composed(activation, operands)], inputs, [weights]);
        var actual = autograd.grad([Layered(activation, operands)], inputs, [weights]);

        for (var i = 0; i < inputs.Length; i++)
            AssertSame(actual[i], expected[i], $"input {i} of those wanted");
    }

    // The slope's gradient flows through the weights and, for the hyperbolic tangent, through the value.
    [Test]
    public void GradientsOfGradients_EqualTheOperations(
        [Values] LayerActivation activation, [ValueSource(nameof(Sizes))] (int, int, int, int) sizes)
    {
        var operands = Operands.Draw(new Lcg(4), sizes);
        var weights = Draw(new Lcg(5), operands.ValueShape);

        var expected = Twice(Composed(activation, operands));
        var actual = Twice(Layered(activation, operands));

        for (var i = 0; i < expected.Count; i++)
            AssertSame(actual[i], expected[i], $"gradient {i}");

        IList<Tensor> Twice(Tensor value)
        {
            var first = autograd.grad([value], operands.All, [weights], retain_graph: true, create_graph: true);
            var sum = value.square().sum();
            foreach (var gradient in first)
                sum = sum + gradient.square().sum();
            return autograd.grad([sum], operands.All);
        }
    }

    // Two layers, the first one's value used three times: a sum of gradients arrives before the slope is applied.
    [Test]
    public void Gradients_OfLayersInTurn_EqualTheOperations([Values] LayerActivation activation)
    {
        var random = new Lcg(6);
        var (first, second) = (Operands.Draw(random, (3, 21, 5, 8)), Operands.Draw(random, (3, 21, 8, 8)));
        Tensor[] inputs = [.. first.All, second.Bias, second.Weight];

        var expected = autograd.grad([Loss(Composed)], inputs);
        var actual = autograd.grad([Loss(Layered)], inputs);

        for (var i = 0; i < inputs.Length; i++)
            AssertSame(actual[i], expected[i], $"input {i}");

        Tensor Loss(Func<LayerActivation, Operands, Tensor> layer)
        {
            var hidden = layer(activation, first);
            var output = layer(activation, second with { Input = hidden });
            return (output * hidden + hidden.square()).sum();
        }
    }

    [Test]
    public void Gradients_AskedForTwice_AreTheSame([Values] LayerActivation activation)
    {
        var operands = Operands.Draw(new Lcg(7), (2, 18, 3, 5));
        var sum = Layered(activation, operands).square().sum();

        var once = autograd.grad([sum], operands.All, retain_graph: true);
        var again = autograd.grad([sum], operands.All);

        for (var i = 0; i < once.Count; i++)
            AssertSame(again[i], once[i], $"input {i}");
    }

    // The gradient that the caller gave or gets is his: the pass must not apply the slope to it in place.
    [Test]
    public void Gradients_GivenOrAskedFor_StayAsTheyAre()
    {
        var operands = Operands.Draw(new Lcg(8), (1, 4, 3, 5));
        var value = Layered(LayerActivation.Rectifier, operands);
        var weights = Draw(new Lcg(9), operands.ValueShape);
        var before = weights.data<float>().ToArray();

        var gradients = autograd.grad([value], [value, operands.Bias], [weights]);

        SameBits.Assert(weights.data<float>().ToArray(), before, "given");
        SameBits.Assert(gradients[0].data<float>().ToArray(), before, "of the value itself");
    }

    [Test]
    public void Operands_StridedOrRepeated_GiveTheSameAsTheOperations([Values] LayerActivation activation)
    {
        var random = new Lcg(10);
        var operands = new Operands(
            Draw(random, [1, 1, 9]).requires_grad_().expand(3, 1, 9),
            Draw(random, [3, 5, 20]).requires_grad_().transpose(1, 2),
            Draw(random, [3, 9, 6]).requires_grad_().narrow(2, 1, 5).transpose(1, 2));

        Compare(operands, Draw(random, [3, 20, 9]));
        Compare(operands with { Bias = Draw(random, [9]).requires_grad_() }, Draw(random, [3, 9, 20]).transpose(1, 2));
        Compare(operands with { Bias = Draw(random, [3, 20, 9]).requires_grad_() }, Draw(random, [1, 1, 1]).expand(3, 20, 9));
        Compare(operands with { Bias = Draw(random, []).requires_grad_() }, Draw(random, [3, 20, 9]));

        void Compare(Operands some, Tensor weights)
        {
            AssertSame(Layered(activation, some), Composed(activation, some), "value");
            var expected = autograd.grad([Composed(activation, some)], some.All, [weights]);
            var actual = autograd.grad([Layered(activation, some)], some.All, [weights]);
            for (var i = 0; i < 3; i++)
                AssertSame(actual[i], expected[i], $"input {i}");
        }
    }

    // -0, NaN and infinities: a rectifier with slope 0 is not the rectifier, and a NaN has slope 0.
    [Test]
    public void ValuesAndGradients_AtTheEdges_EqualTheOperations([Values] LayerActivation activation, [Values(0f, 0.2f, 1f)] float slope)
    {
        float[] edges = [0f, -0f, 1e-45f, -1e-45f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1, -1, 30, -30];
        var operands = new Operands(
            tensor(edges, [1, 1, edges.Length]).requires_grad_(),
            zeros([1, 2, 1]).requires_grad_(),
            zeros([1, 1, edges.Length]).requires_grad_());
        var weights = Draw(new Lcg(11), operands.ValueShape);

        var (expected, actual) = (Composed(activation, operands, slope), Layered(activation, operands, slope));

        AssertSame(actual, expected, "value");
        AssertSame(
            autograd.grad([actual], [operands.Bias], [weights])[0], autograd.grad([expected], [operands.Bias], [weights])[0], "gradient");
    }

    [Test]
    public void Graph_DifferentiatedAndReleased_ThrowsWithAdvice()
    {
        var operands = Operands.Draw(new Lcg(12), (1, 4, 3, 5));
        var sum = Layered(LayerActivation.Rectifier, operands).sum();
        autograd.grad([sum], [operands.Weight]);

        Assert.That(
            () => autograd.grad([sum], [operands.Weight]), Throws.InvalidOperationException.With.Message.Contains("retain_graph: true"));
    }

    [Test]
    public void Shapes_ThatDoNotFit_ThrowAsTheProductDoes()
    {
        var (bias, input, weight) = (zeros([1, 1, 5]), zeros([1, 4, 3]), zeros([1, 2, 5]));

        Assert.That(
            () => FusedLayer.Apply(LayerActivation.Rectifier, 0, bias, input, weight),
            Throws.ArgumentException.With.Message.StartsWith("baddbmm: shapes [1, 4, 3] and [1, 2, 5]"));
        Assert.That(
            () => FusedLayer.Apply(LayerActivation.Rectifier, 0, zeros([1, 1, 4]), input, zeros([1, 3, 5])),
            Throws.ArgumentException.With.Message.StartsWith("baddbmm: shapes [1, 1, 4]"));
        Assert.That(
            () => FusedLayer.Apply(LayerActivation.LeakyRectifier, -0.1f, bias, input, zeros([1, 3, 5])),
            Throws.ArgumentException.With.Message.Contains("slope -0.1"));
    }

    private static Tensor Layered(LayerActivation activation, Operands operands) => Layered(activation, operands, Slope);

    private static Tensor Layered(LayerActivation activation, Operands operands, float slope) =>
        FusedLayer.Apply(activation, slope, operands.Bias, operands.Input, operands.Weight);

    private static Tensor Composed(LayerActivation activation, Operands operands) => Composed(activation, operands, Slope);

    private static Tensor Composed(LayerActivation activation, Operands operands, float slope)
    {
        var sums = baddbmm(operands.Bias, operands.Input, operands.Weight);
        return activation switch
        {
            LayerActivation.Rectifier => sums.relu(),
            LayerActivation.LeakyRectifier => sums.leaky_relu(slope),
            _ => sums.tanh(),
        };
    }

    private static Tensor Draw(Lcg random, long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        foreach (ref var value in values.AsSpan())
            value = random.Next(20) == 0 ? -0f : random.NextFloat();
        return tensor(values, shape);
    }

    private static void AssertSame(Tensor actual, Tensor expected, string situation)
    {
        Assert.That(actual.shape, Is.EqualTo(expected.shape), situation);
        SameBits.Assert(actual.data<float>().ToArray(), expected.data<float>().ToArray(), situation);
    }

    private sealed record Operands(Tensor Bias, Tensor Input, Tensor Weight)
    {
        public Tensor[] All => [Bias, Input, Weight];

        public long[] ValueShape => [Input.shape[0], Input.shape[1], Weight.shape[2]];

        public static Operands Draw(Lcg random, (int Replicas, int Rows, int Depth, int Columns) sizes) => new(
            FusedLayerTest.Draw(random, [sizes.Replicas, 1, sizes.Columns]).requires_grad_(),
            FusedLayerTest.Draw(random, [sizes.Replicas, sizes.Rows, sizes.Depth]).requires_grad_(),
            FusedLayerTest.Draw(random, [sizes.Replicas, sizes.Depth, sizes.Columns]).requires_grad_());
    }
}
