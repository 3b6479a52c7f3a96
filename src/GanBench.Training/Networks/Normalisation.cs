namespace GanBench.Training.Networks;

/// <summary>Batch normalisation (Ioffe and Szegedy, arXiv:1502.03167, algorithms 1 and 2), one replica apart from the other.</summary>
internal static class Normalisation
{
    /// <summary>Added to the variance before its root is taken; PyTorch's.</summary>
    private const double Epsilon = 1e-5;

    /// <summary>Weight of the batch at hand in the running averages; PyTorch's.</summary>
    private const double Momentum = 0.1;

    /// <summary>Each channel with mean 0 and variance 1 over its replica's batch and places, then scaled and shifted.</summary>
    /// <param name="x">Shape [R, B, C], or [R, B, C, H, W].</param>
    /// <param name="scale">Standard deviation of each channel afterwards, C numbers a replica.</param>
    /// <param name="shift">Mean of each channel afterwards, C numbers a replica.</param>
    /// <param name="seen">Gets the batch's statistics; null when nobody wants to know.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Tensor ByBatch(Tensor x, Tensor scale, Tensor shift, ICollection<BatchStatistics>? seen = null)
    {
        var channels = ChannelsOf(x);
        long[] others = x.dim() == 3 ? [1L] : [1L, 3L, 4L];
        var mean = x.mean(others, keepdim: true);
        var centred = x - mean;
        var variance = centred.square().mean(others, keepdim: true);                              // [R, 1, C, 1, 1]
        if (seen is not null)
        {
            var count = (double)(x.numel() / (x.size(0) * x.size(2)));
            seen.Add(new BatchStatistics(mean.detach().flatten(1), variance.detach().flatten(1) * (count / (count - 1))));
        }

        return (centred * ((variance + Epsilon).rsqrt() * scale.view(channels))) + shift.view(channels);
    }

    /// <summary>
    /// Each channel less a given mean, over the root of a given variance, then scaled and shifted: an example does not depend on the
    /// others.
    /// </summary>
    /// <param name="x">Shape [R, B, C], or [R, B, C, H, W].</param>
    /// <param name="scale">Factor of each channel, C numbers a replica.</param>
    /// <param name="shift">What is added to each channel, C numbers a replica.</param>
    /// <param name="mean">The mean, C numbers a replica.</param>
    /// <param name="variance">The variance, C numbers a replica.</param>
    /// <returns>The shape of <paramref name="x"/>.</returns>
    public static Tensor ByPopulation(Tensor x, Tensor scale, Tensor shift, Tensor mean, Tensor variance)
    {
        var channels = ChannelsOf(x);
        return ((x - mean.view(channels)) * ((variance.view(channels) + Epsilon).rsqrt() * scale.view(channels))) + shift.view(channels);
    }

    /// <summary>Moves running averages a tenth of the way to the statistics of a batch, in place, as PyTorch does.</summary>
    /// <param name="mean">Running mean, C numbers a replica.</param>
    /// <param name="variance">Running unbiased variance, C numbers a replica.</param>
    /// <param name="batch">What the layer saw.</param>
    public static void Remember(Tensor mean, Tensor variance, BatchStatistics batch)
    {
        mean.mul_(1 - Momentum).add_(batch.Mean.view(mean.shape), Momentum);
        variance.mul_(1 - Momentum).add_(batch.Variance.view(variance.shape), Momentum);
    }

    private static long[] ChannelsOf(Tensor x) => x.dim() == 3 ? [x.size(0), 1, x.size(2)] : [x.size(0), 1, x.size(2), 1, 1];
}
