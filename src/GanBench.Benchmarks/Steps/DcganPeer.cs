using GanBench.Experiments.Profiles;

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

    /// <summary>Both sides' sizes; Adam and the weights are those of SideSettings, N(0, 0.02^2) and 0.5, 0.999.</summary>
    public static GameSettings Settings { get; } = new(NetworkFamily.Dcgan, LatentDimension, Batch: 64, Output: "tanh")
    {
        Generator = new SideSettings("relu", InitialisationKind.Normal, OptimiserKind.Adam, Rate: 2e-4, Channels: Channels),
        Discriminator = new SideSettings("leaky-relu", InitialisationKind.Normal, OptimiserKind.Adam, Rate: 2e-4, Channels: Channels),
    };

    /// <summary>Multiply-adds of the generator for one sample.</summary>
    public static NetworkWork Generator { get; } = new(
        (LatentDimension * SmallFeatures) + WideConvolution + NarrowConvolution, LatentDimension * SmallFeatures, NarrowConvolution);

    /// <summary>Multiply-adds of the discriminator for one sample.</summary>
    public static NetworkWork Discriminator { get; } = new(
        NarrowConvolution + WideConvolution + SmallFeatures, NarrowConvolution, SmallFeatures);
}
