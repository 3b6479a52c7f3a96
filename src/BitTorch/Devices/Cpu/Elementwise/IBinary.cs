using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>A function of two numbers, written over lanes.</summary>
internal interface IBinary
{
    /// <summary>The function, lane by lane.</summary>
    T Apply<T>(T a, T b)
        where T : unmanaged, ILanes<T>;
}
