using System.Runtime.CompilerServices;
using BitTorch.Devices.Cpu.Lanes;
using static BitTorch.Devices.Cpu.Elementwise.Functions;

namespace BitTorch.Devices.Cpu.Products;

/// <summary>One of these functions; the same bits as a pass of its own over the complete sums.</summary>
/// <param name="Kind">Which function.</param>
/// <param name="Slope">Slope at and below zero, for a leaky rectifier.</param>
internal readonly record struct Rectification(RectificationKind Kind, float Slope)
{
    /// <summary>The function, lane by lane; not to be asked of <see cref="RectificationKind.None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T Apply<T>(T x)
        where T : unmanaged, ILanes<T> =>
        Kind == RectificationKind.Rectifier ? default(Rectifier).Apply(x) : new LeakyRectifier(Slope).Apply(x);
}
