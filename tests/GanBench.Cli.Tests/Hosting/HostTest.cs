using System.Reflection;
using GanBench.Cli.Hosting;
using GanBench.Numerics;

namespace GanBench.Cli.Tests.Hosting;

public sealed class HostTest
{
    [Test]
    public void Facts_AreFilledIn()
    {
        var facts = Host.Facts(Engines.Default, new Noon());

        Assert.That(facts.Date, Is.EqualTo("2026-03-04"));
        Assert.That(facts.Engine, Does.Match(@"\A(BitTorch|TorchSharp) \d+\.\d+\.\d+\S*\z"));
        Assert.That(facts.Simd, Does.Match(@"\A(scalar|\d+-bit)\z"));
        Assert.That(facts.Processor, Is.Not.Empty);
        Assert.That(facts.Commit, Is.Null.Or.Match(@"\A[0-9a-f]{40}\z"));
    }

    // BitTorch decides its width by itself, where the program cannot see it; the two must not drift apart.
    [Test]
    public void Simd_IsTheWidthThatBitTorchUses()
    {
        var kernels = Assembly.Load("BitTorch").GetType("BitTorch.Devices.Cpu.Lanes.SimdWidth");

        Assert.That(
            WidestVectors.Name,
            Is.EqualTo(kernels?.GetProperty("Name", BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null)));
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 23, 59, 0, TimeSpan.Zero);
    }
}
