using System.Collections.Immutable;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Microbenchmarks.Steps;

/// <summary>Sizes that both networks of the convolutional game share; 4 x 4 kernels, stride 2, padding 1, no normalisation.</summary>
internal static class Dcgan
{
    public const int LatentDimension = 100;
    public const int Kernel = 4;
    public const int SmallSide = 7;
    public const int MiddleSide = 14;
    public const int Side = 28;
    public const int Channels = 64;
    public const int SmallFeatures = SmallSide * SmallSide * 2 * Channels;

    public static readonly long[] Strides = [2, 2];
    public static readonly long[] Padding = [1, 1];

    public static NetworkProfile Profile { get; } = new(
        "dcgan-peer", Version: 1, "Convolutional networks without normalisation.", LatentDimension, new DcganNetworks(), BatchSize: 64, new Adam(2e-4), new Adam(2e-4));

    /// <summary>Multiply-adds of the convolution between 14 x 14 and 7 x 7, in either direction; taps on the padding count.</summary>
    public const double WideConvolution = (double)SmallFeatures * Channels * Kernel * Kernel;

    /// <summary>Multiply-adds of the convolution between 28 x 28 and 14 x 14.</summary>
    public const double NarrowConvolution = (double)MiddleSide * MiddleSide * Channels * Kernel * Kernel;

    /// <summary>Each replica's images, [R B, channels, height, width] in all, with its own filters and biases.</summary>
    public static Tensor EachReplica(Tensor images, Tensor weights, Tensor biases, Func<Tensor, Tensor, Tensor, Tensor> convolve)
    {
        var replicas = weights.size(0);
        if (replicas == 1) return convolve(images, weights.squeeze(0), biases.view(-1));
        var batches = images.chunk(replicas);
        return cat([.. batches.Select((batch, r) => convolve(batch, weights.narrow(0, r, 1).squeeze(0), biases.narrow(0, r, 1).view(-1)))]);
    }

    public static ParameterBlock Weight(string name, params long[] shape) => new(name, [.. shape], new Gaussian(0.02));

    public static ParameterBlock Bias(string name, params long[] shape) => new(name, [.. shape], new Zeros());
}

/// <summary>The two networks as a profile's architecture.</summary>
internal sealed record DcganNetworks : Architecture
{
    public override Network Generator(int latentDimension, ImmutableArray<int> sampleShape) => new DcganGenerator();

    public override Network Discriminator(ImmutableArray<int> shownShape, int outputs, Technique technique) => new DcganDiscriminator();

    public override Network Reconstructor(ImmutableArray<int> sampleShape, int latentDimension) =>
        throw new NotSupportedException("No step that is timed needs a reconstructor.");
}

/// <summary>Latent vectors to 28 x 28 images: one full layer, two transposed convolutions.</summary>
internal sealed class DcganGenerator : Network
{
    /// <summary>Multiply-adds for one sample.</summary>
    public static NetworkWork Work { get; } = new(
        (Dcgan.LatentDimension * Dcgan.SmallFeatures) + Dcgan.WideConvolution + Dcgan.NarrowConvolution,
        Dcgan.LatentDimension * Dcgan.SmallFeatures,
        Dcgan.NarrowConvolution);

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; } = new(
    [
        Dcgan.Weight("full.weight", Dcgan.LatentDimension, Dcgan.SmallFeatures),
        Dcgan.Bias("full.bias", 1, Dcgan.SmallFeatures),
        Dcgan.Weight("wide.weight", 2 * Dcgan.Channels, Dcgan.Channels, Dcgan.Kernel, Dcgan.Kernel),
        Dcgan.Bias("wide.bias", Dcgan.Channels),
        Dcgan.Weight("narrow.weight", Dcgan.Channels, 1, Dcgan.Kernel, Dcgan.Kernel),
        Dcgan.Bias("narrow.bias", 1),
    ]);

    /// <inheritdoc/>
    public override Activity Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var small = nn.functional.relu(baddbmm(views[1], input, views[0])).view(-1, 2 * Dcgan.Channels, Dcgan.SmallSide, Dcgan.SmallSide);
        var middle = nn.functional.relu(Widened(small, views[2], views[3]));
        var images = nn.functional.tanh(Widened(middle, views[4], views[5]));
        return new Activity(images.view(parameters.size(0), -1, Dcgan.Side * Dcgan.Side), middle);
    }

    private static Tensor Widened(Tensor x, Tensor weights, Tensor biases) => Dcgan.EachReplica(
        x, weights, biases, static (x, w, b) => nn.functional.conv_transpose2d(x, w, b, strides: Dcgan.Strides, padding: Dcgan.Padding));
}

/// <summary>28 x 28 images to logits: two convolutions, one full layer.</summary>
internal sealed class DcganDiscriminator : Network
{
    /// <summary>Multiply-adds for one sample.</summary>
    public static NetworkWork Work { get; } = new(
        Dcgan.NarrowConvolution + Dcgan.WideConvolution + Dcgan.SmallFeatures, Dcgan.NarrowConvolution, Dcgan.SmallFeatures);

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; } = new(
    [
        Dcgan.Weight("narrow.weight", Dcgan.Channels, 1, Dcgan.Kernel, Dcgan.Kernel),
        Dcgan.Bias("narrow.bias", Dcgan.Channels),
        Dcgan.Weight("wide.weight", 2 * Dcgan.Channels, Dcgan.Channels, Dcgan.Kernel, Dcgan.Kernel),
        Dcgan.Bias("wide.bias", 2 * Dcgan.Channels),
        Dcgan.Weight("full.weight", Dcgan.SmallFeatures, 1),
        Dcgan.Bias("full.bias", 1, 1),
    ]);

    /// <inheritdoc/>
    public override Activity Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var middle = Narrowed(input.view(-1, 1, Dcgan.Side, Dcgan.Side), views[0], views[1]);
        var features = Narrowed(middle, views[2], views[3]).view(parameters.size(0), -1, Dcgan.SmallFeatures);
        return new Activity(baddbmm(views[5], features, views[4]), features);
    }

    private static Tensor Narrowed(Tensor x, Tensor weights, Tensor biases) => Activation.LeakyRelu.Apply(Dcgan.EachReplica(
        x, weights, biases, static (x, w, b) => nn.functional.conv2d(x, w, b, strides: Dcgan.Strides, padding: Dcgan.Padding)));
}
