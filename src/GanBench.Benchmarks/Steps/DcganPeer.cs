using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Benchmarks.Steps;

/// <summary>The convolutional game in the sizes of peer/pytorch_steps.py, without normalisation, and its multiply-adds.</summary>
internal static class DcganPeer
{
    private const int LatentDimension = 100;
    private const int Channels = 64;
    private const int MiddlePixels = 14 * 14;
    private const int SmallFeatures = 7 * 7 * 2 * Channels;
    private const int Taps = 4 * 4;

    /// <summary>Multiply-adds of the convolution between 28 x 28 and 14 x 14, in either direction; taps on the padding count.</summary>
    private const double NarrowConvolution = (double)MiddlePixels * Channels * Taps;

    /// <summary>Multiply-adds of the convolution between 14 x 14 and 7 x 7.</summary>
    private const double WideConvolution = (double)SmallFeatures * Channels * Taps;

    public static NetworkProfile Profile { get; } = new(
        "dcgan-peer",
        Version: 1,
        "Convolutional networks without normalisation.",
        LatentDimension,
        new Dcgan(Channels, new Gaussian(0.02), BatchNormalised: false),
        BatchSize: 64,
        new Adam(2e-4),
        new Adam(2e-4));

    /// <summary>Multiply-adds of the generator for one sample.</summary>
    public static NetworkWork Generator { get; } = new(
        (LatentDimension * SmallFeatures) + WideConvolution + NarrowConvolution, LatentDimension * SmallFeatures, NarrowConvolution);

    /// <summary>Multiply-adds of the discriminator for one sample.</summary>
    public static NetworkWork Discriminator { get; } = new(
        NarrowConvolution + WideConvolution + SmallFeatures, NarrowConvolution, SmallFeatures);
}
