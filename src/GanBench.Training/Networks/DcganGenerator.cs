using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>Latent vectors to images: a full layer to 2 c channels of a quarter of the size, then two transposed convolutions.</summary>
internal sealed class DcganGenerator : Network
{
    private readonly ImmutableArray<int> sampleShape;
    private readonly int channels;
    private readonly Layer full;
    private readonly Layer wide;
    private readonly Layer narrow;

    /// <param name="latentDimension">Numbers per latent vector.</param>
    /// <param name="sampleShape">[channels, height, width] of an image.</param>
    /// <param name="channels">c.</param>
    /// <param name="weights">How weights start.</param>
    /// <param name="batchNormalised">Whether hidden layers are normalised.</param>
    public DcganGenerator(int latentDimension, ImmutableArray<int> sampleShape, int channels, Initialisation weights, bool batchNormalised)
    {
        this.sampleShape = sampleShape;
        this.channels = channels;
        var smallest = 2 * channels * (sampleShape[1] / 4) * (sampleShape[2] / 4);
        full = new Layer(0, "hidden-1", [latentDimension, smallest], smallest, weights, batchNormalised ? 2 * channels : 0);
        wide = new Layer(full.End, "hidden-2", Filters(2 * channels, channels), channels, weights, batchNormalised ? channels : 0);
        narrow = new Layer(wide.End, "output", Filters(channels, sampleShape[0]), sampleShape[0], weights);
        Layout = new ParameterLayout([.. full.Blocks, .. wide.Blocks, .. narrow.Blocks]);
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var product = full.Bias(views) is { } bias ? baddbmm(bias.unsqueeze(1), input, full.Weight(views)) : input.bmm(full.Weight(views));
        var projected = product.view(input.size(0), input.size(1), 2 * channels, sampleShape[1] / 4, sampleShape[2] / 4);
        var small = nn.functional.relu(full.Normalise(views, projected));
        var middle = nn.functional.relu(wide.Normalise(views, Convolution.Double(small, wide.Weight(views), wide.Bias(views))));
        var images = nn.functional.tanh(Convolution.Double(middle, narrow.Weight(views), narrow.Bias(views)));
        return new ForwardPass(images.flatten(2), middle.flatten(2));
    }

    private static ImmutableArray<long> Filters(long from, long to) => [from, to, Convolution.Kernel, Convolution.Kernel];
}
