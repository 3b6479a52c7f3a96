using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>Latent vectors to images: a full layer to 2 c channels of a quarter of the size, then two transposed convolutions.</summary>
internal sealed class DcganGenerator : Network
{
    private readonly ImmutableArray<int> sampleShape;
    private readonly Activation activation;
    private readonly Activation output;
    private readonly int many;
    private readonly Layer full;
    private readonly Layer wide;
    private readonly Layer narrow;

    /// <param name="latentDimension">Numbers per latent vector.</param>
    /// <param name="sampleShape">[channels, height, width] of an image.</param>
    /// <param name="channels">c.</param>
    /// <param name="activation">Activation behind hidden layers.</param>
    /// <param name="output">Activation behind the last layer.</param>
    /// <param name="weights">How weights start.</param>
    /// <param name="normalised">Whether hidden layers are normalised over the batch.</param>
    public DcganGenerator(
        int latentDimension,
        ImmutableArray<int> sampleShape,
        int channels,
        Activation activation,
        Activation output,
        Initialisation weights,
        BatchNormalisation normalised)
    {
        this.sampleShape = sampleShape;
        this.activation = activation;
        this.output = output;
        many = activation.Pieces * 2 * channels;
        var few = activation.Pieces * channels;
        var smallest = many * (sampleShape[1] / 4) * (sampleShape[2] / 4);
        full = new Layer(0, "hidden-1", [latentDimension, smallest], [smallest], weights, normalised, many);
        wide = new Layer(full.End, "hidden-2", Filters(2 * channels, few), [few], weights, normalised, few);
        narrow = new Layer(wide.End, "output", Filters(channels, sampleShape[0]), [sampleShape[0]], weights);
        Layout = new ParameterLayout([.. full.Blocks, .. wide.Blocks, .. narrow.Blocks]);
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override bool KeepsStatistics => wide.KeepsStatistics;

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input) => Run(parameters, input, []);

    /// <inheritdoc/>
    public override ForwardPass Evaluate(Tensor parameters, Tensor input) => Run(parameters, input, null);

    /// <inheritdoc/>
    public override void Remember(Tensor parameters, IReadOnlyList<BatchStatistics> statistics) =>
        Layer.Remember([full, wide], Layout.Views(parameters), statistics);

    private static ImmutableArray<long> Filters(long from, long to) => [from, to, Convolution.Kernel, Convolution.Kernel];

    private ForwardPass Run(Tensor parameters, Tensor input, List<BatchStatistics>? seen)
    {
        var views = Layout.Views(parameters);
        var product = full.Bias(views) is { } bias ? baddbmm(bias.unsqueeze(1), input, full.Weight(views)) : input.bmm(full.Weight(views));
        var projected = product.view(input.size(0), input.size(1), many, sampleShape[1] / 4, sampleShape[2] / 4);
        var small = activation.Apply(full.Normalise(views, projected, seen));
        var middle = activation.Apply(wide.Normalise(views, Convolution.Double(small, wide.Weight(views), wide.Bias(views)), seen));
        var images = output.Apply(Convolution.Double(middle, narrow.Weight(views), narrow.Bias(views)));
        return new ForwardPass(images.flatten(2), middle.flatten(2)) { Statistics = seen ?? [] };
    }
}
