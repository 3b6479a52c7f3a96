namespace GanBench.Training.Networks;

/// <summary>The two convolutions of the image networks: 4 x 4 filters with stride 2, which halve or double an image's sides.</summary>
/// <remarks>
/// One zero of padding all around; every replica convolves its own images with its own filters. No engine has such a convolution for several
/// replicas at once, so each engine has its own form of these functions in a file with its name.
/// </remarks>
internal static partial class Convolution
{
    /// <summary>Rows and columns of a filter.</summary>
    public const int Kernel = 4;

    private const int Stride = 2;
    private const int Padding = 1;

    /// <summary>Images of half the height and width.</summary>
    /// <param name="images">Shape [R, B, C, H, W]; H and W even.</param>
    /// <param name="filters">Shape [R, F, C, 4, 4].</param>
    /// <param name="bias">Shape [R, F], or null for none.</param>
    /// <returns>Shape [R, B, F, H / 2, W / 2].</returns>
    public static partial Tensor Halve(Tensor images, Tensor filters, Tensor? bias);

    /// <summary>Images of twice the height and width: the transpose of <see cref="Halve"/>.</summary>
    /// <param name="images">Shape [R, B, C, H, W].</param>
    /// <param name="filters">Shape [R, C, F, 4, 4].</param>
    /// <param name="bias">Shape [R, F], or null for none.</param>
    /// <returns>Shape [R, B, F, 2 H, 2 W].</returns>
    public static partial Tensor Double(Tensor images, Tensor filters, Tensor? bias);
}
