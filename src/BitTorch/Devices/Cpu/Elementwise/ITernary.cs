using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>A function of three numbers, written over lanes.</summary>
internal interface ITernary
{
    /// <summary>The function, lane by lane.</summary>
    T Apply<T>(T y, T a, T b)
        where T : unmanaged, ILanes<T>;
}
