using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GanBench.Datasets;

/// <summary>Draws lines with a round pen on 28 x 28 pixels.</summary>
/// <remarks>
/// Ink covers a pixel fully up to half a pixel inside the stroke's edge, not at all from half a pixel outside, and linearly between: for
/// straight edges about the covered area, which makes smooth edges. Each lane goes through the same exactly rounded operations (no fused
/// ones), so the bits do not depend on the vector width.
/// </remarks>
internal static class GlyphInk
{
    /// <summary>Pixels along each side.</summary>
    public const int Side = 28;

    /// <summary>Pixels of an image, a multiple of the eight that are drawn at once.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Both coordinates of the picture's centre, from the middle of the upper left pixel.</summary>
    public const float Centre = (Side - 1) / 2f;

    // Further than any pixel's ink reaches.
    private const float FarSquared = 10_000;

    private const int Lanes = 8;

    /// <summary>Starts a picture: every pixel is far from every line.</summary>
    /// <param name="squaredDistances">Overwritten, shape [28, 28].</param>
    public static void Clear(Span<float> squaredDistances) => squaredDistances.Fill(FarSquared);

    /// <summary>Brings the pixels near a line nearer: their squared distance to it, where that is less than before.</summary>
    /// <param name="squaredDistances">Squared distance of each pixel to the nearest line so far, in pixels, shape [28, 28].</param>
    /// <param name="from">One end of the line, in pixel coordinates.</param>
    /// <param name="to">The other end; may be the same, which draws a dot.</param>
    /// <param name="reach">Distance from which on there is no ink; pixels beyond it may be left as they are.</param>
    public static void Approach(Span<float> squaredDistances, (float X, float Y) from, (float X, float Y) to, float reach)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var lengthSquared = (dx * dx) + (dy * dy);
        var perSquare = lengthSquared > 0 ? 1 / lengthSquared : 0;

        // Positive numbers are cut to whole ones by the conversion, so no pixel within reach is left out.
        var left = (int)Math.Max(Math.Min(from.X, to.X) - reach, 0);
        var right = (int)Math.Min(Math.Max(from.X, to.X) + reach, Side - 1);
        var top = (int)Math.Max(Math.Min(from.Y, to.Y) - reach, 0);
        var bottom = (int)Math.Min(Math.Max(from.Y, to.Y) + reach, Side - 1);

        ref var pixels = ref MemoryMarshal.GetReference(squaredDistances[..Pixels]);
        for (var column = left; column <= right; column += Lanes)
        {
            // The last eight columns when fewer are left: to come near the same line twice changes nothing.
            var start = Math.Min(column, Side - Lanes);
            var x = (Vector256.Create((float)start) + Vector256<float>.Indices) - Vector256.Create(from.X);
            var alongX = x * dx;
            for (var row = top; row <= bottom; row++)
            {
                var y = row - from.Y;
                var along = (alongX + Vector256.Create(y * dy)) * perSquare;
                along = Vector256.Min(Vector256.Max(along, Vector256<float>.Zero), Vector256<float>.One);
                var restX = x - (along * dx);
                var restY = Vector256.Create(y) - (along * dy);
                var squared = (restX * restX) + (restY * restY);
                var place = (nuint)((row * Side) + start);
                Vector256.Min(Vector256.LoadUnsafe(ref pixels, place), squared).StoreUnsafe(ref pixels, place);
            }
        }
    }

    /// <summary>Turns distances into grey levels and adds noise.</summary>
    /// <param name="squaredDistances">Squared distance of each pixel to the nearest line, in pixels, shape [28, 28].</param>
    /// <param name="reach">Distance from which on there is no ink; a pixel nearer ends fully covered.</param>
    /// <param name="noiseScale">What the noise is multiplied by.</param>
    /// <param name="image">Holds noise, shape [28, 28]; receives grey levels from -1 (paper) to 1 (ink).</param>
    public static void Develop(ReadOnlySpan<float> squaredDistances, float reach, float noiseScale, Span<float> image)
    {
        ref var distances = ref MemoryMarshal.GetReference(squaredDistances[..Pixels]);
        ref var values = ref MemoryMarshal.GetReference(image[..Pixels]);
        for (nuint i = 0; i < Pixels; i += Lanes)
        {
            var ink = Vector256.Create(reach) - Vector256.Sqrt(Vector256.LoadUnsafe(ref distances, i));
            ink = Vector256.Min(Vector256.Max(ink, Vector256<float>.Zero), Vector256<float>.One);
            var grey = ((ink + ink) - Vector256<float>.One) + (Vector256.LoadUnsafe(ref values, i) * noiseScale);
            Vector256.Min(Vector256.Max(grey, -Vector256<float>.One), Vector256<float>.One).StoreUnsafe(ref values, i);
        }
    }
}
