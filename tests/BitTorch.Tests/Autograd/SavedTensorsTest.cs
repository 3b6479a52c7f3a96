using System.Reflection;
using BitTorch.Devices.Cpu.Memory;
using BitTorch.Tests.EveryOperation;

namespace BitTorch.Tests.Autograd;

/// <summary>
/// What operations keep for their gradients: it outlives its handles, notices changes in place, and goes back to the pool.
/// </summary>
public sealed class SavedTensorsTest
{
    private static readonly Dictionary<string, Action<Tensor>> InPlace = new()
    {
        [nameof(Tensor.copy_)] = x => x.copy_(tensor(5f)),
        [nameof(Tensor.add_)] = x => x.add_(tensor(5f)),
        [nameof(Tensor.mul_)] = x => x.mul_(5),
        [nameof(Tensor.addcmul_)] = x => x.addcmul_(x.clone(), x.clone(), 5),
        [nameof(Tensor.addcdiv_)] = x => x.addcdiv_(x.clone(), x.clone(), 5),
        [nameof(Tensor.zero_)] = x => x.zero_(),
    };

    private static readonly Dictionary<string, Action<Tensor>> OtherFormsInPlace = new()
    {
        ["add_: scaled"] = x => x.add_(tensor(5f), 2),
        ["add_: number"] = x => x.add_(5),
        ["through a view"] = x => x.narrow(0, 1, 1).add_(5),
        ["through another view"] = x => x.detach().reshape(2, 2).transpose(0, 1).mul_(5),
    };

    private static IEnumerable<string> Changes => InPlace.Keys.Concat(OtherFormsInPlace.Keys);

    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    // As in TorchSharp: a scope around the forward pass ends before the gradient is taken. Nothing may change, not even a bit.
    [TestCaseSource(typeof(GradientsTest), nameof(GradientsTest.Cases))]
    public void Gradients_AfterEveryHandleWasDisposed_HaveTheSameBits(GradientCase operation)
    {
        var kept = Gradients(operation, disposes: false, _ => { });

        var disposed = Gradients(operation, disposes: true, _ => { });

        Assert.That(disposed, Is.EqualTo(kept));
    }

    // Whichever tensor is changed: either the rule does not need it, or the gradient is refused. Never a wrong number.
    [TestCaseSource(typeof(GradientsTest), nameof(GradientsTest.Cases))]
    public void Gradients_AfterATensorWasChangedInPlace_AreRightOrRefused(GradientCase operation)
    {
        var expected = Gradients(operation, disposes: false, _ => { });
        for (var changed = 0; changed <= operation.Shapes.Length; changed++)
        {
            float[][]? gradients = null;
            InvalidOperationException? refusal = null;
            try
            {
                gradients = Gradients(operation, disposes: false, tensors => Nudge(tensors[changed]));
            }
            catch (InvalidOperationException error)
            {
                refusal = error;
            }

            if (refusal is null) Assert.That(gradients, Is.EqualTo(expected), $"tensor {changed}");
            else Assert.That(
                refusal.Message, Does.Match("^autograd.grad: [a-z0-9_]+ saved a tensor of shape .* changed in place"), $"tensor {changed}");
        }
    }

    [TestCaseSource(nameof(Changes))]
    public void Grad_AfterThisChangeInPlace_ThrowsNamingTheOperationAndTheWayOut(string change)
    {
        var x = tensor([1f, 2f, 3f, 4f], [4], requires_grad: true);
        var y = x.exp().log().square().sum();
        var z = (x * x).sum();
        using (no_grad())
            InPlace.GetValueOrDefault(change, OtherFormsInPlace.GetValueOrDefault(change)!)(x);

        Assert.That(
            () => autograd.grad([z], [x]),
            Throws.InvalidOperationException.With.Message.Contains("mul saved a tensor of shape [4]").And.Message.Contains("clone()"));
        Assert.That(() => autograd.grad([y], [x]), Throws.Nothing, "exp saved its result, log and square theirs: x itself is not needed");
    }

    [Test]
    public void ChangesInPlace_CoverEveryPublicMethodThatMakesThem()
    {
        var methods = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.Name).Where(name => name.EndsWith('_') && name != nameof(Tensor.requires_grad_)).Distinct();

        Assert.That(methods.Except(InPlace.Keys), Is.Empty);
    }

    [Test]
    public void Grad_OfTheGradient_NoticesAChangeSinceTheFirstPass()
    {
        var x = tensor(3f, requires_grad: true);
        var slope = autograd.grad([x * x * x], [x], retain_graph: true, create_graph: true)[0];
        using (no_grad())
            x.add_(1);

        Assert.That(
            () => autograd.grad([slope], [x]), Throws.InvalidOperationException.With.Message.Contains("mul saved a tensor of shape []"));
    }

    // Adam's update comes after the gradient: no false alarm in the next step.
    [Test]
    public void Change_AfterTheGradientWasTaken_IsAllowed()
    {
        var x = tensor(3f, requires_grad: true);
        for (var step = 0; step < 3; step++)
        {
            var gradient = autograd.grad([x * x], [x])[0];
            using (no_grad())
                x.add_(gradient, -0.25);
        }

        Assert.That(x.item<float>(), Is.EqualTo(3f / 8));
    }

    [Test]
    public void Handle_OfADisposedTensor_StillRefusesWorkAlthoughItsMemoryIsKept()
    {
        var x = tensor(3f, requires_grad: true);
        var factor = tensor(2f);
        var y = x * factor;
        factor.Dispose();

        Assert.That(() => factor.add(1), Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains("add"));
        Assert.That(autograd.grad([y], [x])[0].item<float>(), Is.EqualTo(2));
    }

    [Test]
    public void Memory_OfAGraphThatNobodyDifferentiated_ReturnsWithTheLastHandle()
    {
        var x = Dense.Spread(new Lcg(3), [1000]).ToTensor().requires_grad_();
        Forward();
        var before = BufferPool.KeptNow;

        for (var i = 0; i < 5; i++)
            Forward();

        Assert.That(
            BufferPool.KeptNow, Is.EqualTo(before), "a buffer that stays away is replaced by a new one, and both come back one day");

        void Forward()
        {
            using var inner = NewDisposeScope();
            _ = (x.exp().tanh() * x.sigmoid()).square().sum();
        }
    }

    [Test]
    public void Memory_IsKeptAsLongAsOneHandleLeadsToIt()
    {
        var x = ones([1000]).requires_grad_();
        Tensor loss;
        using (NewDisposeScope())
            loss = (x * full([1000], 2)).square().sum().MoveToOuterDisposeScope();
        var others = Enumerable.Range(0, 8).Select(i => full([1000], 10 + i)).ToArray();
        var keptWithGraph = BufferPool.KeptNow;

        Assert.That(
            autograd.grad([loss], [x])[0].data<float>().ToArray(), Is.All.EqualTo(8f), "2 (2 x) 2 for x = 1, and no other's memory");
        Assert.That(BufferPool.KeptNow, Is.GreaterThan(keptWithGraph), "the released graph gave its memory back");
        Assert.That(others, Has.Length.EqualTo(8));
    }

    // A chain as long as this overflows the stack when its nodes are let go one inside the other.
    [Test]
    public void Graph_OfAHundredThousandOperations_IsLetGoWithoutRecursion()
    {
        var x = tensor(1f, requires_grad: true);
        using (NewDisposeScope())
        {
            var y = x * 1;
            for (var i = 0; i < 100_000; i++)
            {
                var next = y + x;
                y.Dispose();
                y = next;
            }
        }

        Assert.That(autograd.grad([x * 2], [x])[0].item<float>(), Is.EqualTo(2));
    }

    /// <summary>Values, gradients and gradients of gradients of a case; perhaps after all handles but the last were disposed.</summary>
    private static float[][] Gradients(GradientCase operation, bool disposes, Action<Tensor[]> change)
    {
        using var outer = NewDisposeScope();
        var random = new Lcg(12);
        var points = operation.Points(random);
        Tensor[] leaves = [.. points.Select(point => point.ToTensor().requires_grad_())];
        using var inner = NewDisposeScope();

        // Not the leaves themselves: a copy can be disposed and changed while gradients with respect to the leaf stay possible.
        Tensor[] inputs = [.. leaves.Select(leaf => leaf.clone())];
        var output = operation.Tensors(inputs);
        var value = output.data<float>().ToArray();
        var weights = Dense.Spread(random, output.shape).ToTensor();
        var loss = (output * weights).sum().MoveToOuterDisposeScope();
        using (no_grad())
            change([.. inputs, output]);
        if (disposes) inner.Dispose();
        var gradients = autograd.grad([loss], leaves, retain_graph: true, create_graph: true);
        Tensor along;
        using (disposes ? NewDisposeScope() : null)
        {
            along = gradients.Select(gradient => (gradient * Dense.Spread(random, gradient.shape).ToTensor()).sum())
                .Aggregate((a, b) => a + b);
            if (disposes) along.MoveToOuterDisposeScope();
        }

        var first = gradients.Select(Numbers).ToArray();
        foreach (var gradient in gradients)
            if (disposes) gradient.Dispose();
        var second = along.requires_grad ? autograd.grad([along], leaves, allow_unused: true) : [];
        return [value, .. first, .. second.Select(gradient => gradient.IsInvalid ? [] : Numbers(gradient))];
    }

    private static float[] Numbers(Tensor gradient) => gradient.data<float>().ToArray();

    /// <summary>Changes numbers in place; an expanded result shares elements, which nothing can write to.</summary>
    private static void Nudge(Tensor tensor)
    {
        if (Enumerable.Range(0, (int)tensor.ndim).All(d => tensor.stride(d) != 0 || tensor.size(d) == 1)) tensor.add_(0.125);
    }
}
