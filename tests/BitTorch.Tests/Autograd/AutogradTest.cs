namespace BitTorch.Tests.Autograd;

/// <summary>How gradients are asked for: graphs that are kept or released, inputs without influence, kinks, replicas, threads.</summary>
public sealed class AutogradTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Grad_OverAReleasedGraph_ThrowsWithAdvice()
    {
        var x = tensor(3f, requires_grad: true);
        var y = x * x;
        autograd.grad([y], [x]);

        Assert.That(() => autograd.grad([y], [x]), Throws.InvalidOperationException.With.Message.Contains("retain_graph: true"));
    }

    [Test]
    public void Grad_WithRetainGraph_CanBeAskedAgain()
    {
        var x = tensor(3f, requires_grad: true);
        var y = x * x;

        Assert.That(Gradient(y, x, retain_graph: true), Is.EqualTo(6));
        Assert.That(Gradient(y, x), Is.EqualTo(6));
    }

    // As in TorchSharp, unlike PyTorch: create_graph alone releases the graph of y, and only the gradient's own graph stays.
    [Test]
    public void Grad_CreateGraph_DoesNotImplyRetainGraph()
    {
        var x = tensor(3f, requires_grad: true);
        var y = x * x * x;
        var slope = autograd.grad([y], [x], create_graph: true)[0];

        Assert.That(() => autograd.grad([y + slope], [x]), Throws.InvalidOperationException.With.Message.Contains("retain_graph: true"));
    }

    // d/dx of x³ is 3x², then 6x, then 6.
    [Test]
    public void Grad_WithCreateGraph_CanBeDifferentiatedThreeTimes()
    {
        var x = tensor(2f, requires_grad: true);
        var first = autograd.grad([x * x * x], [x], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([first], [x], retain_graph: true, create_graph: true)[0];

        Assert.That((first.item<float>(), second.item<float>(), Gradient(second, x)), Is.EqualTo((12f, 12f, 6f)));
    }

    [Test]
    public void Grad_WithoutCreateGraph_GivesNumbersOnly()
    {
        var x = tensor(2f, requires_grad: true);

        Assert.That(autograd.grad([x * x], [x])[0].requires_grad, Is.False);
    }

    // As in TorchSharp: what lies behind no wanted input is not walked, so it is not released either.
    [Test]
    public void Grad_WithRespectToOnePart_KeepsTheGraphOfTheOther()
    {
        var (generator, discriminator) = (tensor(2f, requires_grad: true), tensor(5f, requires_grad: true));
        var fake = generator * generator;
        autograd.grad([fake * discriminator], [discriminator]);

        Assert.That(Gradient(fake * discriminator, generator), Is.EqualTo(20));
    }

    [Test]
    public void Grad_OfAnUnusedInput_ThrowsUnlessAllowed()
    {
        var (x, unused) = (tensor(3f, requires_grad: true), ones([2, 5]).requires_grad_());

        Assert.That(
            () => autograd.grad([x * x], [x, unused]),
            Throws.InvalidOperationException.With.Message.Contains("input 1 of shape [2, 5]").And.Message.Contains("allow_unused: true"));
        var gradients = autograd.grad([x * x], [unused, x], allow_unused: true);
        Assert.That((gradients[0].IsInvalid, gradients[1].item<float>()), Is.EqualTo((true, 6f)));
    }

    [Test]
    public void Grad_WithRespectToNonLeaves_StopsThere()
    {
        var x = tensor(3f, requires_grad: true);
        var middle = x * x;
        var y = middle * middle + x;

        var gradients = autograd.grad([y], [middle, x, y]);

        // 2 m = 18; 4 x³ + 1 = 109; 1.
        Assert.That(gradients.Select(gradient => gradient.item<float>()), Is.EqualTo(new[] { 18f, 109f, 1f }));
    }

    [Test]
    public void Grad_OfSeveralOutputs_AddsThemUpWithTheirWeights()
    {
        var x = tensor([1f, 2f], [2], requires_grad: true);

        var gradient = autograd.grad([x * x, x.sum()], [x], [tensor([1f, 10f], [2]), tensor(100f)])[0];

        Assert.That(gradient.data<float>().ToArray(), Is.EqualTo(new float[] { 102, 140 }));
    }

    // TorchSharp ends the process here.
    [Test]
    public void Grad_OfManyNumbersWithoutWeights_ThrowsWithAdvice()
    {
        var x = ones([2]).requires_grad_();

        Assert.That(
            () => autograd.grad([x * x], [x]),
            Throws.InvalidOperationException.With.Message.Contains("[2]").And.Message.Contains("grad_outputs"));
    }

    [Test]
    public void Grad_OfMisfitArguments_ThrowsSayingWhich()
    {
        var x = ones([2]).requires_grad_();
        var y = (x * x).sum();

        Assert.That(() => autograd.grad([ones([1])], [x]), Throws.InvalidOperationException.With.Message.Contains("output 0"));
        Assert.That(() => autograd.grad([y], [ones([1])]), Throws.InvalidOperationException.With.Message.Contains("input 0"));
        Assert.That(
            () => autograd.grad([y], [x], [ones([2])]), Throws.ArgumentException.With.Message.Contains("grad_outputs[0] has shape [2]"));
        Assert.That(() => autograd.grad([y], [x], []), Throws.ArgumentException.With.Message.Contains("0 grad_outputs for 1 outputs"));
        Assert.That(() => autograd.grad([y], []), Throws.ArgumentException.With.Message.Contains("no inputs"));
        Assert.That(() => autograd.grad([y], [null!]), Throws.ArgumentNullException);
        Assert.That(
            autograd.grad([y], [x])[0].data<float>().ToArray(), Is.EqualTo(new float[] { 2, 2 }), "the refusals left the graph alone");
    }

    // Found here: gradients that had arrived before an error were added to the next pass.
    [Test]
    public void Grad_AfterAPassThatThrew_StartsAfresh()
    {
        var x = tensor(3f, requires_grad: true);
        var middle = x * 1;
        var factor = tensor(2f);
        var y = (x * x) + (middle * factor);
        factor.add_(1);
        Assert.That(
            () => autograd.grad([y], [x], retain_graph: true), Throws.InvalidOperationException.With.Message.Contains("changed in place"));

        Assert.That(Gradient(x * x, x), Is.EqualTo(6));
        Assert.That(Gradient(middle * 5, x), Is.EqualTo(5));
    }

    [Test]
    public void Recording_StopsAtDetachAndInsideNoGrad()
    {
        var x = tensor(3f, requires_grad: true);

        Assert.That(x.detach().requires_grad, Is.False);
        Assert.That(Gradient(x * x.detach(), x), Is.EqualTo(3));
        using (no_grad())
        {
            Assert.That((x * x).requires_grad, Is.False);
            using (enable_grad())
                Assert.That((x * x).requires_grad);
            Assert.That(is_grad_enabled(), Is.False);
        }

        Assert.That(is_grad_enabled());
        Assert.That(x.is_leaf && x.detach().is_leaf && !(x * x).is_leaf);
    }

    [Test]
    public void NoGrad_DisposedTwice_RestoresTheModeOnce()
    {
        var first = no_grad();
        first.Dispose();
        using (no_grad())
        {
            first.Dispose();
            Assert.That(is_grad_enabled(), Is.False);
        }
    }

    [Test]
    public void RequiresGrad_OfATensorThatAnOperationMade_CannotBeTakenAway()
    {
        var made = tensor(3f, requires_grad: true) * 2;

        Assert.That(() => made.requires_grad = false, Throws.InvalidOperationException.With.Message.Contains("detach()"));
        Assert.That(made.requires_grad_(), Is.SameAs(made));
    }

    // Sums of gradients in another order would round differently: with these sizes the order shows in the bits.
    [Test]
    public void Grad_OfAFanOut_AddsInAFixedOrder()
    {
        int[] bits = [.. Enumerable.Range(0, 20).Select(_ => BitConverter.SingleToInt32Bits(FanOut()))];

        Assert.That(bits, Is.All.EqualTo(bits[0]));
        static float FanOut()
        {
            var x = tensor(1f, requires_grad: true);
            Tensor[] branches = [.. Enumerable.Range(0, 50).Select(i => x * (MathF.Pow(-1.7f, i % 30) + 0.1f))];
            return Gradient(stack(branches).sum() + (branches[3] * branches[7]), x);
        }
    }

    // y = (x² + x) x² = x⁴ + x³: through a diamond of shared nodes.
    [Test]
    public void Grad_OfADiamond_SumsBothPaths()
    {
        var x = tensor(2f, requires_grad: true);
        var square = x * x;

        Assert.That(Gradient((square + x) * square, x), Is.EqualTo(32 + 12));
    }

    [Test]
    public void Grad_OfASplitWithUnusedPieces_IsZeroThere()
    {
        var x = ones([6]).requires_grad_();
        var pieces = x.split([1, 2, 3]);

        var gradient = autograd.grad([(pieces[1] * 5).sum()], [x])[0];

        Assert.That(gradient.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 5, 5, 0, 0, 0 }));
    }

    [Test]
    public void Grad_WithRespectToOnePieceOfASplit_LeavesTheOthersOut()
    {
        var pieces = ones([3]).requires_grad_().split([1, 2]);

        var gradient = autograd.grad([(pieces[0] * 2).sum() + (pieces[1] * 3).sum()], [pieces[1]])[0];

        Assert.That(gradient.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 3 }));
    }

    // Found here: the caller's array was kept, and changing it moved the gradient.
    [Test]
    public void Arguments_ChangedAfterTheOperation_DoNotChangeItsGradient()
    {
        long[] lengths = [1, 2], dims = [1];
        var x = tensor([1f, 2f, 3f], [1, 3], requires_grad: true);
        var sum = x.split(lengths, 1)[1].sum() + x.amax(dims).sum();
        (lengths[0], lengths[1], dims[0]) = (2, 1, 0);

        Assert.That(autograd.grad([sum], [x])[0].data<float>().ToArray(), Is.EqualTo(new float[] { 0, 1, 2 }));
    }

    [Test]
    public void Kinks_HaveTheDocumentedSlopes() => Assert.Multiple(() =>
    {
        AssertSlope(x => x.relu(), 0f, 0);
        AssertSlope(x => x.relu(), -0f, 0);
        AssertSlope(x => x.leaky_relu(0.2), 0f, 0.2f);
        AssertSlope(x => x.leaky_relu(0.2), -0f, 0.2f);
        AssertSlope(x => x.elu(0.7), 0f, 0.7f);
        AssertSlope(x => x.elu(0.7), -0f, 0.7f);
        AssertSlope(x => x.abs(), 0f, 0);
        AssertSlope(x => x.clamp(-1, 1), 1f, 1);
        AssertSlope(x => x.clamp(-1, 1), 1.5f, 0);
        AssertSlope(x => x.maximum(zeros([1])), 0f, 0.5f);
        AssertSlope(x => cdist(x.unsqueeze(0), zeros([1, 1]), p: 1), 0f, 0);
        AssertSlope(x => x.norm(dim: 0), 0f, 0);
        AssertSlope(x => x.expand(3).std([0L]), 0f, 0);
    });

    [Test]
    public void Maxima_WithTies_ShareTheGradient()
    {
        var x = tensor([2f, 5f, 5f, 5f, 5f, 1f], [2, 3], requires_grad: true);

        Assert.That(autograd.grad([x.amax(1).sum()], [x])[0].data<float>().ToArray(), Is.EqualTo(new[] { 0, 0.5f, 0.5f, 0.5f, 0.5f, 0 }));
    }

    // A collapsed batch: all gradients are zero vectors, and (|g| - 1)² must neither be NaN nor push anywhere.
    [Test]
    public void Norm_AtTheZeroVector_HasGradientsZeroOfBothOrders()
    {
        var x = zeros([2, 3]).requires_grad_();
        var penalty = (x.norm(dim: 1) - 1).square().sum();
        var gradient = autograd.grad([penalty], [x], retain_graph: true, create_graph: true)[0];

        Assert.That(gradient.data<float>().ToArray(), Is.EqualTo(new float[6]));
        Assert.That(autograd.grad([gradient.sum()], [x])[0].data<float>().ToArray(), Is.EqualTo(new float[6]));
    }

    // The same city-block distance from operations whose gradients are tested by themselves.
    [TestCase(false), TestCase(true)]
    public void Cdist_GradientsOfBothOrders_EqualTheCompositionByHand(bool transposed)
    {
        var random = new Lcg(13);
        var (denseA, denseB) = (Dense.Spread(random, [2, 7, 5]), Dense.Spread(random, [2, 9, 5], first: 0.26));
        var (a, b) = (Leaf(denseA), Leaf(denseB));
        var weights = Dense.Spread(random, [2, 7, 9]).ToTensor();
        var directions = new[] { Dense.Spread(random, [2, 7, 5]).ToTensor(), Dense.Spread(random, [2, 9, 5]).ToTensor() };

        var direct = Derivatives(cdist(a, b, p: 1));
        var composed = Derivatives((a.unsqueeze(2) - b.unsqueeze(1)).abs().sum(dim: 3));

        foreach (var (actual, expected) in direct.Zip(composed))
        {
            Assert.That(
                actual.data<float>().ToArray(),
                Is.EqualTo(expected.data<float>().ToArray()).Within(2e-3),
                "numbers up to 4000 (rounded to 2.4e-4) that are summed in another order");
        }

        Tensor Leaf(Dense dense) => transposed
            ? dense.Transpose(1, 2).ToTensor().requires_grad_().transpose(1, 2)
            : dense.ToTensor().requires_grad_();

        Tensor[] Derivatives(Tensor distances)
        {
            var gradients = autograd.grad([(distances.square() * weights).sum()], [a, b], retain_graph: true, create_graph: true);
            var along = (gradients[0] * directions[0]).sum() + (gradients[1] * directions[1]).sum();
            return [distances, .. gradients, .. autograd.grad([along], [a, b], retain_graph: true)];
        }
    }

    // WGAN-GP's step: a loss and the gradient of a gradient's norm, for three seeds at once and one after another.
    [Test]
    public void Replicas_ThreeAtOnce_HaveTheBitsOfThreeAlone()
    {
        var random = new Lcg(14);
        Dense[] parameters = [Dense.Spread(random, [3, 2, 16]), Dense.Spread(random, [3, 1, 16]), Dense.Spread(random, [3, 16, 1])];
        var batch = Dense.Spread(random, [3, 33, 2]);
        var together = Step([.. parameters.Select(dense => dense.ToTensor())], batch.ToTensor());

        for (var replica = 0; replica < 3; replica++)
        {
            var alone = Step(
                [.. parameters.Select(dense => dense.Narrow(0, replica, 1).ToTensor())], batch.Narrow(0, replica, 1).ToTensor());
            for (var i = 0; i < alone.Length; i++)
                Dense.AssertEqual(together[i].narrow(0, replica, 1), Dense.Read(alone[i]), $"replica {replica}, result {i}");
        }

        static Tensor[] Step(Tensor[] parameters, Tensor batch)
        {
            foreach (var parameter in parameters)
                parameter.requires_grad_();
            var x = batch.detach().requires_grad_();
            var logits = parameters[1].baddbmm(x, parameters[0]).leaky_relu(0.2).tanh().bmm(parameters[2]);
            var slopes = autograd.grad([logits.sum()], [x], retain_graph: true, create_graph: true)[0];
            var loss = logits.softplus().mean([1, 2]) + (10 * (slopes.norm(dim: 2) - 1).square().mean([1L]));
            return [loss, .. autograd.grad([loss.sum()], parameters)];
        }
    }

    // Found here: the order of a graph was counted per thread, so work of a fresh thread lost gradients to older parameters.
    [Test]
    public void Grad_OfAGraphBegunOnAnotherThread_ReachesItsParameters()
    {
        for (var i = 0; i < 1000; i++)
            _ = tensor(1f, requires_grad: true) * 2;
        var x = tensor(3f, requires_grad: true);
        var middle = x * x;
        var gradient = 0f;
        var thread = new Thread(() => gradient = Gradient((middle * middle) + x, x));
        thread.Start();
        thread.Join();

        Assert.That(gradient, Is.EqualTo((4 * 27) + 1));
    }

    private static float Gradient(Tensor output, Tensor input, bool retain_graph = false) =>
        autograd.grad([output], [input], retain_graph: retain_graph)[0].item<float>();

    private static void AssertSlope(Func<Tensor, Tensor> function, float at, float expected)
    {
        var x = tensor([at], [1], requires_grad: true);
        Assert.That(autograd.grad([function(x).sum()], [x])[0].item<float>(), Is.EqualTo(expected));
    }
}
