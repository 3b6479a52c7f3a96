using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>Images to numbers, a discriminator's or a reconstructor's: two convolutions, then a full layer.</summary>
internal sealed class DcganEncoder : Network
{
    private readonly ImmutableArray<int> imageShape;
    private readonly Activation activation;
    private readonly BatchLayer? batchLayer;
    private readonly Layer narrow;
    private readonly Layer wide;
    private readonly Layer full;

    /// <param name="imageShape">[channels, height, width] of an image.</param>
    /// <param name="outputs">Numbers per image.</param>
    /// <param name="channels">c: channels at half an image's size; there are 2 c at a quarter.</param>
    /// <param name="activation">Activation behind the convolutions.</param>
    /// <param name="weights">How weights start.</param>
    /// <param name="normalised">Whether the second convolution is normalised over the batch; the first never is.</param>
    /// <param name="asked">What a technique asks for.</param>
    public DcganEncoder(
        ImmutableArray<int> imageShape,
        int outputs,
        int channels,
        Activation activation,
        Initialisation weights,
        BatchNormalisation normalised,
        AskedLayers asked)
    {
        this.imageShape = imageShape;
        this.activation = activation;
        batchLayer = asked.AcrossTheBatch;
        var features = 2 * channels * (imageShape[1] / 4) * (imageShape[2] / 4);
        var (few, many) = (activation.Pieces * channels, activation.Pieces * 2 * channels);
        narrow = new Layer(0, "hidden-1", Filters(imageShape[0], few), [few], weights, Rule: asked.Weights);
        wide = new Layer(narrow.End, "hidden-2", Filters(channels, many), [many], weights, normalised, many, asked.Weights);
        IReadOnlyList<ParameterBlock> across = batchLayer?.Blocks(features) ?? [];
        var seen = batchLayer?.OutputFeatures(features) ?? features;
        full = new Layer(wide.End + across.Count, "output", [seen, outputs], [outputs], weights, Rule: asked.Weights);
        Layout = new ParameterLayout([.. narrow.Blocks, .. wide.Blocks, .. across, .. full.Blocks]);
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
        Layer.Remember([wide], Layout.Views(parameters), statistics);

    /// <inheritdoc/>
    public override void AfterUpdate(Tensor parameters)
    {
        if (full.Rule is null) return;
        var views = Layout.Views(parameters);
        narrow.Refresh(views);
        wide.Refresh(views);
        full.Refresh(views);
    }

    private static ImmutableArray<long> Filters(long from, long to) => [to, from, Convolution.Kernel, Convolution.Kernel];

    private ForwardPass Run(Tensor parameters, Tensor input, List<BatchStatistics>? seen)
    {
        var views = Layout.Views(parameters);
        var images = input.reshape(input.size(0), input.size(1), imageShape[0], imageShape[1], imageShape[2]);
        var middle = activation.Apply(Convolution.Halve(images, narrow.Weight(views), narrow.Bias(views)));
        var small = activation.Apply(wide.Normalise(views, Convolution.Halve(middle, wide.Weight(views), wide.Bias(views)), seen));
        var features = small.flatten(2);
        var shown = batchLayer is null ? features : batchLayer.Apply(views.AsSpan(wide.End..full.First), features);
        return new ForwardPass(baddbmm(full.Bias(views)!.unsqueeze(1), shown, full.Weight(views)), features) { Statistics = seen ?? [] };
    }
}
