namespace GanBench.Training.Networks;

/// <summary>The two convolutions of the image networks: 4 x 4 filters with stride 2, which halve or double an image's sides.</summary>
/// <remarks>
/// One zero of padding all around; every replica convolves its own images with its own filters. On BitTorch: the engine's convolution, one
/// replica after the other, so that a replica's bits do not depend on the others.
/// </remarks>
internal static class Convolution
{
    /// <summary>Rows and columns of a filter.</summary>
    public const int Kernel = 4;

    private static readonly long[] Strides = [2, 2];
    private static readonly long[] Paddings = [1, 1];

    /// <summary>Images of half the height and width.</summary>
    /// <param name="images">Shape [R, B, C, H, W]; halves are rounded down.</param>
    /// <param name="filters">Shape [R, F, C, 4, 4].</param>
    /// <param name="bias">Shape [R, F], or null for none.</param>
    /// <returns>Shape [R, B, F, H / 2, W / 2].</returns>
    public static Tensor Halve(Tensor images, Tensor filters, Tensor? bias) =>
        EachReplica(images, filters, bias, static (x, w, b) => nn.functional.conv2d(x, w, b, strides: Strides, padding: Paddings));

    /// <summary>Images of twice the height and width: the transpose of <see cref="Halve"/>.</summary>
    /// <param name="images">Shape [R, B, C, H, W].</param>
    /// <param name="filters">Shape [R, C, F, 4, 4].</param>
    /// <param name="bias">Shape [R, F], or null for none.</param>
    /// <returns>Shape [R, B, F, 2 H, 2 W].</returns>
    public static Tensor Double(Tensor images, Tensor filters, Tensor? bias) =>
        EachReplica(
            images, filters, bias, static (x, w, b) => nn.functional.conv_transpose2d(x, w, b, strides: Strides, padding: Paddings));

    private static Tensor EachReplica(Tensor images, Tensor filters, Tensor? bias, Func<Tensor, Tensor, Tensor?, Tensor> convolve)
    {
        var replicas = images.size(0);
        if (replicas == 1) return convolve(images.squeeze(0), filters.squeeze(0), bias?.squeeze(0)).unsqueeze(0);
        var (ownImages, ownFilters, ownBias) = (images.chunk(replicas), filters.chunk(replicas), bias?.chunk(replicas));
        var results = new Tensor[replicas];
        for (var r = 0; r < replicas; r++)
            results[r] = convolve(ownImages[r].squeeze(0), ownFilters[r].squeeze(0), ownBias?[r].squeeze(0));
        return stack(results);
    }
}
