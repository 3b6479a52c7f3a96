namespace GanBench.Training.Networks;

/// <summary>The two convolutions of the image networks: 4 x 4 filters with stride 2, which halve or double an image's sides.</summary>
/// <remarks>
/// One zero of padding all around; every replica convolves its own images with its own filters. On TorchSharp: the columns that filters see
/// and one product for all replicas, which gives the same bits every time on a GPU too.
/// </remarks>
internal static class Convolution
{
    /// <summary>Rows and columns of a filter.</summary>
    public const int Kernel = 4;

    private const int Stride = 2;
    private const int Padding = 1;

    /// <summary>Images of half the height and width.</summary>
    /// <param name="images">Shape [R, B, C, H, W]; halves are rounded down.</param>
    /// <param name="filters">Shape [R, F, C, 4, 4].</param>
    /// <param name="bias">Shape [R, F], or null for none.</param>
    /// <returns>Shape [R, B, F, H / 2, W / 2].</returns>
    public static Tensor Halve(Tensor images, Tensor filters, Tensor? bias)
    {
        var (replicas, batch, height, width) = (images.size(0), images.size(1), images.size(3) / Stride, images.size(4) / Stride);
        var columns = nn.functional.unfold(images.flatten(0, 1), (Kernel, Kernel), padding: (Padding, Padding), stride: (Stride, Stride));
        var matrix = columns.view(replicas, batch, -1, height * width).permute(0, 2, 1, 3).reshape(replicas, -1, batch * height * width);
        var product = filters.flatten(2).bmm(matrix);                                             // [R, F, B places]
        var outputs = product.view(replicas, -1, batch, height, width).transpose(1, 2);           // [R, B, F, H / 2, W / 2]
        return WithBias(outputs, bias);
    }

    /// <summary>Images of twice the height and width: the transpose of <see cref="Halve"/>.</summary>
    /// <param name="images">Shape [R, B, C, H, W].</param>
    /// <param name="filters">Shape [R, C, F, 4, 4].</param>
    /// <param name="bias">Shape [R, F], or null for none.</param>
    /// <returns>Shape [R, B, F, 2 H, 2 W].</returns>
    public static Tensor Double(Tensor images, Tensor filters, Tensor? bias)
    {
        var (replicas, batch, height, width) = (images.size(0), images.size(1), images.size(3), images.size(4));
        var matrix = images.flatten(3).permute(0, 2, 1, 3).reshape(replicas, -1, batch * height * width);
        var product = filters.flatten(2).transpose(1, 2).bmm(matrix);                             // [R, F 4 4, B places]
        var columns = product.view(replicas, -1, batch, height * width).transpose(1, 2).flatten(0, 1);
        var outputs = nn.functional.fold(
            columns, (Stride * height, Stride * width), (Kernel, Kernel), padding: (Padding, Padding), stride: (Stride, Stride));
        return WithBias(outputs.view(replicas, batch, -1, Stride * height, Stride * width), bias);
    }

    private static Tensor WithBias(Tensor images, Tensor? bias) =>
        bias is null ? images : images + bias.view(images.size(0), 1, images.size(2), 1, 1);
}
