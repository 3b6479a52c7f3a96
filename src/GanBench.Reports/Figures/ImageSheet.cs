using System.Collections.Immutable;
using GanBench.Experiments.Records;

namespace GanBench.Reports.Figures;

/// <summary>Generated images, one panel of six by six per technique.</summary>
/// <param name="Title">Title of the figure.</param>
/// <param name="Panels">One panel per technique.</param>
public sealed record ImageSheet(string Title, ImmutableArray<ImagePanel> Panels)
{
    private const int Columns = 6;
    private const int Gap = 2;

    /// <summary>Most images that a panel shows; the first ones are taken.</summary>
    public const int MostImages = Columns * Columns;

    /// <summary>The figure as SVG text; the images are embedded, so it is one file.</summary>
    /// <exception cref="ArgumentException">The samples are not images of one or three channels.</exception>
    public string ToSvg() => PanelGrid.Draw(
        Title,
        [.. Panels.Select(panel => (panel.Title, panel.Caption))],
        (svg, x, baseline) => svg.Text(x, baseline, "the first generated images of the last evaluation, not chosen", 12, Svg.Faint),
        (svg, index, square) => Panel(svg, Panels[index].Images, square));

    private static void Panel(Svg svg, SampleSheet? sheet, PanelGrid.Square square)
    {
        if (sheet is null || sheet.Pixels.Length == 0)
        {
            svg.Rectangle(square.X, square.Y, square.Size, square.Size, "#ffffff", Svg.Frame);
            svg.Text(square.X + square.Size / 2, square.Y + square.Size / 2 + 4, "no samples", 13, Svg.Faint, "middle");
            return;
        }

        var (pixels, width, height, channels) = Tile(sheet);
        svg.Image(square.X, square.Y, square.Size, square.Size * height / width, Png.Encode(pixels, width, height, channels));
    }

    /// <summary>Puts the images side by side on white, channels interleaved.</summary>
    internal static (byte[] Pixels, int Width, int Height, int Channels) Tile(SampleSheet sheet)
    {
        if (sheet.Shape is not [var channels and (1 or 3), var height and > 0, var width and > 0])
            throw new ArgumentException(
                $"Samples of shape [{string.Join(", ", sheet.Shape)}] are not images; [1 or 3, height, width] is.", nameof(sheet));

        var images = Math.Min(MostImages, sheet.Pixels.Length / (channels * height * width));
        var rows = (images + Columns - 1) / Columns;
        var (tiledWidth, tiledHeight) = (Columns * (width + Gap) - Gap, rows * (height + Gap) - Gap);
        var tiled = new byte[tiledWidth * tiledHeight * channels];
        Array.Fill(tiled, byte.MaxValue);
        for (var image = 0; image < images; image++)
        {
            var (left, top) = (image % Columns * (width + Gap), image / Columns * (height + Gap));
            for (var channel = 0; channel < channels; channel++)
            {
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                        tiled[((top + y) * tiledWidth + left + x) * channels + channel] =
                            sheet.Pixels[((image * channels + channel) * height + y) * width + x];
                }
            }
        }

        return (tiled, tiledWidth, tiledHeight, channels);
    }
}
