using System.Runtime.CompilerServices;

namespace BitTorch.Kernels;

/// <summary>The functions that a product can apply to its outputs while the first-level cache holds them.</summary>
internal enum RectificationKind
{
    /// <summary>The sums stay.</summary>
    None,

    /// <summary><see cref="Rectifier"/>.</summary>
    Rectifier,

    /// <summary><see cref="LeakyRectifier"/>.</summary>
    LeakyRectifier,
}

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
