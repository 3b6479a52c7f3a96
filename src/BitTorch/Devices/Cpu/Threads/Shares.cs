using System.Runtime.CompilerServices;

namespace BitTorch.Devices.Cpu.Threads;

/// <summary>Cuts a count into nearly equal stretches.</summary>
internal static class Shares
{
    /// <summary>Cuts <paramref name="total"/> into <paramref name="parts"/> even shares, the larger ones first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int Start, int Length) Of(int total, int parts, int index)
    {
        var (length, larger) = Math.DivRem(total, parts);
        return ((index * length) + Math.Min(index, larger), length + (index < larger ? 1 : 0));
    }

    /// <summary>A share of <paramref name="total"/> that starts and, but for the last, ends at a multiple of a unit.</summary>
    internal static (int Start, int Length) InUnits(int total, int unit, int part, int parts)
    {
        var (first, units) = Of((total + unit - 1) / unit, parts, part);
        var start = Math.Min(first * unit, total);
        return (start, Math.Min((first + units) * unit, total) - start);
    }
}
