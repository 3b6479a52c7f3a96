using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>Fully connected layers: y = activation(x W + b), the last one with its own activation.</summary>
/// <remarks>Where it is normalised over the batch, a hidden layer is y = activation(scale * (x W - mean) / deviation + shift).</remarks>
public sealed class Perceptron : Network
{
    private readonly Activation hidden;
    private readonly Activation output;
    private readonly BatchLayer? batchLayer;
    private readonly ImmutableArray<Layer> layers;
    private readonly bool hasRule;

    /// <param name="widths">Input, hidden and output widths; at least two of them. Of maxout, units, each with its pieces.</param>
    /// <param name="hidden">Activation behind hidden layers.</param>
    /// <param name="output">Activation behind the last layer.</param>
    /// <param name="weights">How weight matrices start; biases start at zero.</param>
    /// <param name="batchLayer">A layer between the last hidden layer and the output layer, or null.</param>
    /// <param name="weightRule">Makes what the layers multiply with from their weights; null to use the weights as they are.</param>
    /// <param name="normalised">Whether all hidden layers are normalised over the batch.</param>
    public Perceptron(
        ImmutableArray<int> widths,
        Activation hidden,
        Activation output,
        Initialisation weights,
        BatchLayer? batchLayer = null,
        WeightRule? weightRule = null,
        BatchNormalisation normalised = BatchNormalisation.None)
    {
        this.hidden = hidden;
        this.output = output;
        this.batchLayer = batchLayer;
        hasRule = weightRule is not null;
        var all = ImmutableArray.CreateBuilder<Layer>();
        var blocks = ImmutableArray.CreateBuilder<ParameterBlock>();
        for (var i = 0; i < widths.Length - 1; i++)
        {
            var isLast = i == widths.Length - 2;
            var inputs = isLast && batchLayer is not null ? batchLayer.OutputFeatures(widths[i]) : widths[i];
            if (isLast && batchLayer is not null) blocks.AddRange(batchLayer.Blocks(widths[i]));
            var outputs = (long)widths[i + 1] * (isLast ? output : hidden).Pieces;
            all.Add(new Layer(
                blocks.Count,
                isLast ? "output" : $"hidden-{i + 1}",
                [inputs, outputs],
                [1, outputs],
                weights,
                isLast ? BatchNormalisation.None : normalised,
                outputs,
                weightRule));
            blocks.AddRange(all[^1].Blocks);
        }

        layers = all.ToImmutable();
        Layout = new ParameterLayout(blocks.ToImmutable());
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override bool KeepsStatistics => layers.Any(layer => layer.KeepsStatistics);

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input) => Run(parameters, input, []);

    /// <inheritdoc/>
    public override ForwardPass Evaluate(Tensor parameters, Tensor input) => Run(parameters, input, null);

    /// <inheritdoc/>
    public override void Remember(Tensor parameters, IReadOnlyList<BatchStatistics> statistics) =>
        Layer.Remember(layers, Layout.Views(parameters), statistics);

    /// <inheritdoc/>
    public override void AfterUpdate(Tensor parameters)
    {
        if (!hasRule) return;
        var views = Layout.Views(parameters);
        foreach (var layer in layers)
            layer.Refresh(views);
    }

    private ForwardPass Run(Tensor parameters, Tensor input, List<BatchStatistics>? seen)
    {
        var views = Layout.Views(parameters);
        var features = input;
        for (var i = 0; i < layers.Length - 1; i++)
            features = Run(layers[i], views, features, hidden, seen);
        var first = layers.Length == 1 ? 0 : layers[^2].End;
        var shown = batchLayer is null ? features : batchLayer.Apply(views.AsSpan(first..layers[^1].First), features);
        return new ForwardPass(Run(layers[^1], views, shown, output, seen), features) { Statistics = seen ?? [] };
    }

    private static Tensor Run(Layer layer, Tensor[] views, Tensor input, Activation activation, List<BatchStatistics>? seen) =>
        layer.Bias(views) is { } bias
            ? Dense.Apply(activation, input, layer.Weight(views), bias)
            : activation.Apply(layer.Normalise(views, input.bmm(layer.Weight(views)), seen));
}
