namespace GanBench.Training.Networks;

/// <summary>Batch normalisation (Ioffe and Szegedy, arXiv:1502.03167, algorithm 1) with the statistics of the batch at hand, one replica apart from the other.</summary>
/// <remarks>No running averages are kept: a generator is evaluated on batches of the size that it is trained on.</remarks>
internal static class BatchNormalisation
{
    /// <summary>Added to the variance before its root is taken; PyTorch's.</summary>
    private const double Epsilon = 1e-5;

    /// <summary>Each channel with mean 0 and variance 1 over its replica's batch and places, then scaled and shifted.</summary>
    /// <param name="images">Shape [R, B, C, H, W].</param>
    /// <param name="scale">Standard deviation of each channel afterwards, shape [R, C].</param>
    /// <param name="shift">Mean of each channel afterwards, shape [R, C].</param>
    /// <returns>Shape [R, B, C, H, W].</returns>
    public static Tensor Apply(Tensor images, Tensor scale, Tensor shift)
    {
        long[] channels = [images.size(0), 1, images.size(2), 1, 1];
        var centred = images - images.mean([1L, 3L, 4L], keepdim: true);
        var variance = centred.square().mean([1L, 3L, 4L], keepdim: true);                        // [R, 1, C, 1, 1]
        return (centred * ((variance + Epsilon).rsqrt() * scale.view(channels))) + shift.view(channels);
    }
}
