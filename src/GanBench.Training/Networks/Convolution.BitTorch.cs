namespace GanBench.Training.Networks;

/// <summary>On BitTorch: the engine's convolution, one replica after the other, so that a replica's bits do not depend on the others.</summary>
internal static partial class Convolution
{
    private static readonly long[] Strides = [Stride, Stride];
    private static readonly long[] Paddings = [Padding, Padding];

    public static partial Tensor Halve(Tensor images, Tensor filters, Tensor? bias) =>
        EachReplica(images, filters, bias, static (x, w, b) => nn.functional.conv2d(x, w, b, strides: Strides, padding: Paddings));

    public static partial Tensor Double(Tensor images, Tensor filters, Tensor? bias) =>
        EachReplica(images, filters, bias, static (x, w, b) => nn.functional.conv_transpose2d(x, w, b, strides: Strides, padding: Paddings));

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
