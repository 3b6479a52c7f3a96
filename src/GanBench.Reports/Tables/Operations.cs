
namespace GanBench.Reports.Tables;

/// <summary>Numbers of floating-point operations as people read them.</summary>
public static class Operations
{
    private static readonly (double Size, string Format)[] Units =
        [(1e18, "0.00 E"), (1e15, "0.00 P"), (1e12, "0.00 T"), (1e9, "0.00 G"), (1e6, "0.0 M"), (1e3, "0.0 k"), (0, "0")];

    /// <summary>A number with its unit, <c>52.8 M</c> or <c>3.64 G</c>; a dash when it is not known.</summary>
    /// <param name="count">Operations, at least 0; NaN when not known.</param>
    public static string Text(double count)
    {
        if (double.IsNaN(count))
            return ResultText.Nothing;
        var (size, format) = Units.First(unit => count >= unit.Size);
        return (count / Math.Max(1, size)).ToString(format);
    }
}
