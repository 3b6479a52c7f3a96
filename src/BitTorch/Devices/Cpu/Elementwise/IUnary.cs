using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Devices.Cpu.Elementwise;

/// <summary>A function of one number, written over lanes.</summary>
internal interface IUnary
{
    /// <summary>The function, lane by lane.</summary>
    T Apply<T>(T x)
        where T : unmanaged, ILanes<T>;
}
