using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Tests.Devices.Cpu.Lanes;

internal sealed class SimdWidthTest
{
    [Test]
    public void Width_OnAnyMachine_IsOneOfFourWithItsName()
    {
        string[] names = [.. new[] { (SimdWidth.Is512, "512-bit"), (SimdWidth.Is256, "256-bit"), (SimdWidth.Is128, "128-bit") }
            .Where(width => width.Item1).Select(width => width.Item2)];

        Assert.That(names, Has.Length.LessThanOrEqualTo(1));
        Assert.That(SimdWidth.Name, Is.EqualTo(names.FirstOrDefault("scalar")));
    }
}
