using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>Images to numbers, a discriminator's or a reconstructor's: two convolutions with leaky ReLU, then a full layer.</summary>
internal sealed class DcganEncoder : Network
{
    private readonly ImmutableArray<int> imageShape;
    private readonly BatchLayer? batchLayer;
    private readonly Layer narrow;
    private readonly Layer wide;
    private readonly Layer full;

    /// <param name="imageShape">[channels, height, width] of an image.</param>
    /// <param name="outputs">Numbers per image.</param>
    /// <param name="channels">c: channels at half an image's size; there are 2 c at a quarter.</param>
    /// <param name="weights">How weights start.</param>
    /// <param name="batchNormalised">Whether the second convolution is normalised over the batch; the first never is.</param>
    /// <param name="batchLayer">A layer between the last convolution and the full layer, or null.</param>
    /// <param name="weightRule">Makes what the layers multiply with from their weights; null to use the weights as they are.</param>
    public DcganEncoder(
        ImmutableArray<int> imageShape,
        int outputs,
        int channels,
        Initialisation weights,
        bool batchNormalised,
        BatchLayer? batchLayer = null,
        WeightRule? weightRule = null)
    {
        this.imageShape = imageShape;
        this.batchLayer = batchLayer;
        var features = 2 * channels * (imageShape[1] / 4) * (imageShape[2] / 4);
        narrow = new Layer(0, "hidden-1", Filters(imageShape[0], channels), channels, weights, Rule: weightRule);
        wide = new Layer(narrow.End, "hidden-2", Filters(channels, 2 * channels), 2 * channels, weights, batchNormalised ? 2 * channels : 0, weightRule);
        IReadOnlyList<ParameterBlock> across = batchLayer?.Blocks(features) ?? [];
        var seen = batchLayer?.OutputFeatures(features) ?? features;
        full = new Layer(wide.End + across.Count, "output", [seen, outputs], outputs, weights, Rule: weightRule);
        Layout = new ParameterLayout([.. narrow.Blocks, .. wide.Blocks, .. across, .. full.Blocks]);
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var images = input.reshape(input.size(0), input.size(1), imageShape[0], imageShape[1], imageShape[2]);
        var middle = Activation.LeakyRelu.Apply(Convolution.Halve(images, narrow.Weight(views), narrow.Bias(views)));
        var small = Activation.LeakyRelu.Apply(wide.Normalise(views, Convolution.Halve(middle, wide.Weight(views), wide.Bias(views))));
        var features = small.flatten(2);
        var seen = batchLayer is null ? features : batchLayer.Apply(views.AsSpan(wide.End..full.First), features);
        return new ForwardPass(baddbmm(full.Bias(views)!.unsqueeze(1), seen, full.Weight(views)), features);
    }

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
}
