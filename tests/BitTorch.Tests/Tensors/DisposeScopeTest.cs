using BitTorch.Devices.Cpu.Memory;

namespace BitTorch.Tests.Tensors;

/// <summary>Who disposes a tensor, when its memory is free again, and that long runs need no more of it.</summary>
public sealed class DisposeScopeTest
{
    [Test]
    public void Scope_Closed_DisposesWhatWasMadeInside()
    {
        Tensor made;
        using (var scope = NewDisposeScope())
        {
            made = ones([2]);
            Assert.That(scope.DisposablesCount, Is.EqualTo(1));
        }

        Assert.That(made.IsInvalid);
    }

    [Test]
    public void Scopes_Nested_EachDisposeTheirOwn()
    {
        using var outer = NewDisposeScope();
        var before = ones([1]);
        Tensor inside;
        using (NewDisposeScope())
            inside = ones([1]);
        var after = ones([1]);

        Assert.That((before.IsInvalid, inside.IsInvalid, after.IsInvalid), Is.EqualTo((false, true, false)));
        Assert.That(outer.DisposablesCount, Is.EqualTo(2));
    }

    [Test]
    public void MoveToOuter_FromTwoScopesDown_SurvivesOneScopeOnly()
    {
        Tensor moved;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                moved = inner.MoveToOuter(ones([1]));
                Assert.That((inner.DisposablesCount, outer.DisposablesCount), Is.EqualTo((0, 1)));
            }

            Assert.That(moved.IsInvalid, Is.False);
        }

        Assert.That(moved.IsInvalid);
    }

    [Test]
    public void MoveToOuter_FromTheOutermostScope_LeavesTheTensorToItsHolder()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = ones([1]).MoveToOuterDisposeScope();

        Assert.That(moved.item<float>(), Is.EqualTo(1));
        moved.Dispose();
    }

    [Test]
    public void MoveToOuter_OfAnotherScopesTensor_LeavesItThere()
    {
        using var outer = NewDisposeScope();
        var x = ones([1]);
        using (var inner = NewDisposeScope())
        {
            inner.MoveToOuter(x);
            inner.Detach(x);
        }

        Assert.That(outer.DisposablesCount, Is.EqualTo(1));
    }

    [Test]
    public void Detach_TakesTheTensorOutOfEveryScope()
    {
        Tensor detached, byMethod;
        using (NewDisposeScope())
        using (var inner = NewDisposeScope())
        {
            detached = inner.Detach(ones([1]));
            byMethod = ones([1]).DetachFromDisposeScope();
        }

        Assert.That(detached.item<float>() + byMethod.item<float>(), Is.EqualTo(2));
        detached.Dispose();
        byMethod.Dispose();
    }

    [Test]
    public void Dispose_BeforeAnInnerScope_ThrowsAndChangesNothing()
    {
        var outer = NewDisposeScope();
        var x = ones([1]);
        var inner = NewDisposeScope();

        Assert.That(() => outer.Dispose(), Throws.InvalidOperationException.With.Message.Contains("inner one first"));

        Assert.That(x.IsInvalid, Is.False);
        inner.Dispose();
        outer.Dispose();
        Assert.That(x.IsInvalid);
    }

    [Test]
    public void Dispose_Twice_DoesNothingMore()
    {
        using var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        inner.Dispose();
        var x = ones([1]);

        inner.Dispose();

        Assert.That((x.IsInvalid, outer.DisposablesCount), Is.EqualTo((false, 1)));
    }

    [Test]
    public void TensorsWithoutAScope_LiveUntilDisposed()
    {
        var x = ones([2]);
        using (NewDisposeScope())
            Assert.That((x + 1).sum().item<float>(), Is.EqualTo(4));

        Assert.That(x.sum().DetachFromDisposeScope().item<float>(), Is.EqualTo(2));
        x.Dispose();
        Assert.That(x.IsInvalid);
    }

    [Test]
    public void Views_KeepTheMemoryOfADisposedBase()
    {
        using var scope = NewDisposeScope();
        var original = ones([1000]);
        var view = original.narrow(0, 500, 2);
        original.Dispose();

        // Would land in the same buffer if it had been given back.
        var others = Enumerable.Range(0, 10).Select(i => full([1000], i + 5)).ToArray();

        Assert.That(view.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 1 }));
        Assert.That(others, Has.Length.EqualTo(10));
    }

    // What is in the next buffer of that size shows that it is the same one.
    [Test]
    public void Memory_OfADisposedTensor_IsUsedAgain()
    {
        full([12345], 3).DetachFromDisposeScope().Dispose();

        Assert.That(BufferPool.Rent(12345).Span[..12345].ToArray(), Is.All.EqualTo(3));
    }

    // Found here: entries of disposed tensors stayed until the scope closed. 100,000 of them took more than 10 MB.
    [Test]
    public void Scope_AroundALongLoopThatDisposesByHand_ForgetsTheDisposed()
    {
        using var scope = NewDisposeScope();
        Loop(1000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Loop(100_000);

        Assert.That(
            GC.GetTotalMemory(forceFullCollection: true) - before, Is.EqualTo(0).Within(1_000_000), "other tests' garbage comes and goes");
        Assert.That(scope.DisposablesCount, Is.Zero);

        static void Loop(int steps)
        {
            for (var i = 0; i < steps; i++)
                ones([1]).Dispose();
        }
    }

    // Two sides, because less memory would mean that the first measurement caught garbage and proves nothing.
    [Test]
    public void TrainingLoop_OfTenThousandSteps_KeepsMemoryFlat()
    {
        var random = new Lcg(11);
        var weights = Dense.Spread(random, [1, 2, 16]).ToTensor().requires_grad_();
        var readout = Dense.Spread(random, [1, 16, 1]).ToTensor().requires_grad_();
        var (moments, squares) = (zeros_like(weights), zeros_like(weights));
        var batch = Dense.Spread(random, [1, 32, 2]).ToTensor();

        Steps(500);
        var (managed, pinned) = Measure();
        Steps(10_000);
        var (managedAfter, pinnedAfter) = Measure();

        Assert.That(managedAfter - managed, Is.EqualTo(0).Within(500_000), "10,000 steps leave less than 50 bytes each");
        Assert.That(pinnedAfter - pinned, Is.EqualTo(0).Within(500_000), "buffers come from the pool");
        Assert.That(weights.data<float>().ToArray(), Is.All.Matches<float>(float.IsFinite));

        void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                var loss = nn.functional.softplus(batch.bmm(weights).tanh().bmm(readout)).mean([1L]).sum();
                var gradient = autograd.grad([loss], [weights])[0];
                using var _ = no_grad();
                moments.mul_(0.9).add_(gradient, 0.1);
                squares.mul_(0.999).addcmul_(gradient, gradient, 0.001);
                weights.addcdiv_(moments, squares.sqrt().add_(1e-8), -1e-4);
            }
        }

        static (long Managed, long Pinned) Measure()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            return (managed, GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[4].SizeAfterBytes);
        }
    }

    [Test]
    public void ScopesAndGradientMode_OnAnotherThread_AreItsOwn()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (recorded, owned, refused) = (false, -1, "");
        var thread = new Thread(() =>
        {
            recorded = is_grad_enabled();
            var made = ones([1]);
            owned = scope.DisposablesCount;
            made.Dispose();
            try
            {
                scope.Dispose();
            }
            catch (InvalidOperationException error)
            {
                refused = error.Message;
            }
        });
        thread.Start();
        thread.Join();

        Assert.Multiple(() =>
        {
            Assert.That(recorded);
            Assert.That(owned, Is.Zero);
            Assert.That(refused, Does.Contain("another thread"));
            Assert.That(is_grad_enabled(), Is.False);
        });
    }
}
