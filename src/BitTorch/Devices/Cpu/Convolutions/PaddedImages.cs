using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Memory;

namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>
/// Copies of images with zeros around them and, for a stride, every Step-th pixel side by side: what a filter reads is then a run of
/// neighbours, also at the border. A few consecutive images are kept, in the thread's scratch, made when the first panel needs them.
/// </summary>
internal unsafe struct PaddedImages
{
    /// <summary>Floats behind an image that may be overwritten, and behind the last one that must be readable.</summary>
    internal const int Slack = 16;

    private readonly PaddedLayout layout;
    private readonly float* source;
    private readonly float* end;
    private readonly float* ring;
    private readonly int kept;
    private int made;

    /// <param name="layout">How to copy.</param>
    /// <param name="source">The images, contiguous.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="kept">Images that are asked for together, at most.</param>
    internal PaddedImages(in PaddedLayout layout, float* source, int count, int kept)
    {
        this.layout = layout;
        this.source = source;
        ring = Scratch.ForImages((nuint)((kept * layout.ImageFloats) + Slack));
        this.kept = kept;
        end = source + ((nint)count * layout.Channels * layout.Image.Area);
    }

    /// <summary>The copy of one image; images are asked for in ascending order.</summary>
    internal float* Of(int image)
    {
        while (made <= image)
            Make(made++);
        return ring + (image % kept * layout.ImageFloats);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Make(int image)
    {
        var from = source + ((nint)image * layout.Channels * layout.Image.Area);
        var to = ring + (image % kept * layout.ImageFloats);
        var plane = layout.Plane;
        for (var channel = 0; channel < layout.Channels; channel++, from += layout.Image.Area)
        {
            for (var p = 0; p < layout.Step.Height; p++)
            {
                for (var q = 0; q < layout.Step.Width; q++, to += plane.Area)
                    MakePlane(from, to, layout.Origin.Height + p, layout.Origin.Width + q);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MakePlane(float* channel, float* to, int firstRow, int firstColumn)
    {
        // Rows and columns of the plane before, inside and behind the image.
        var (rowStep, step) = layout.Step;
        var (rows, columns) = layout.Plane;
        var (above, filled) = Inside(firstRow, rowStep, layout.Image.Height, rows);
        var (before, inside) = Inside(firstColumn, step, layout.Image.Width, columns);
        var from = channel + ((nint)(firstRow + (above * rowStep)) * layout.Image.Width) + firstColumn + (before * step);
        var next = (nint)rowStep * layout.Image.Width;
        var isReadable = filled > 0 && inside > 0 && from + ((filled - 1) * next) + (step * (inside + 7)) <= end;
        new Span<float>(to, above * columns).Clear();
        to += above * columns;
        if (isReadable && before <= 8 && columns - before <= 8 && (step == 1 || (step == 2 && Avx2.IsSupported)))
        {
            // One vector holds a row and the zeros behind it.
            var ones = Lanes256.BroadcastBits(-1);
            var mask = Lanes256.LoadFirst((float*)&ones, inside);
            for (var i = 0; i < filled; i++, to += columns, from += next)
            {
                Lanes256.Store(to, default);
                Lanes256.Store(to + before, Lanes256.And(mask, step == 1 ? Lanes256.Load(from) : EverySecond(from)));
            }
        }
        else
        {
            for (var i = 0; i < filled; i++, to += columns, from += next)
            {
                new Span<float>(to, before).Clear();
                if (isReadable && step == 1)
                {
                    for (var j = 0; j < inside; j += 8)
                        Lanes256.Store(to + before + j, Lanes256.Load(from + j));
                }
                else if (isReadable && step == 2 && Avx2.IsSupported)
                {
                    for (var j = 0; j < inside; j += 8)
                        Lanes256.Store(to + before + j, EverySecond(from + (2 * j)));
                }
                else
                {
                    for (var j = 0; j < inside; j++)
                        to[before + j] = from[j * step];
                }

                new Span<float>(to + before + inside, columns - before - inside).Clear();
            }
        }

        new Span<float>(to, (rows - above - filled) * columns).Clear();
    }

    /// <summary>
    /// How many of <paramref name="count"/> places, a step apart from a first one, lie before 0 and how many in [0, size).
    /// </summary>
    private static (int Before, int Inside) Inside(int first, int step, int size, int count)
    {
        var before = Math.Min(count, first < 0 ? (step - 1 - first) / step : 0);
        var start = first + (before * step);
        return (before, start < size ? Math.Min(count - before, (size - start + step - 1) / step) : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256 EverySecond(float* from)
    {
        var mixed = Avx.Shuffle(Vector256.Load(from), Vector256.Load(from + 8), 0b10_00_10_00);
        var inOrder = Avx2.Permute4x64(mixed.AsDouble(), 0b11_01_10_00).AsSingle();
        return *(Lanes256*)&inOrder;
    }
}
