using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanBench.Randomness;

/// <summary>Turns words into uniform float32 numbers k / 2^24, k in [0, 2^24): the top 24 bits, without rounding.</summary>
internal readonly struct UnitInterval : ITileTransform
{
    private const float TwoToMinus24 = 5.9604645e-8f;

    /// <inheritdoc/>
    public static void Apply(Span<uint> tile)
    {
        ref var words = ref MemoryMarshal.GetReference(tile);
        for (nuint first = 0; first < Philox4x32.TileWords; first += 8)
        {
            var top = (Vector256.LoadUnsafe(ref words, first) >>> 8).AsInt32();
            (Vector256.ConvertToSingle(top) * TwoToMinus24).AsUInt32().StoreUnsafe(ref words, first);
        }
    }
}
