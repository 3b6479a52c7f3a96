using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>Fully connected layers: y = activation(x W + b), the last one with its own activation.</summary>
public sealed class Perceptron : Network
{
    private readonly Activation hidden;
    private readonly Activation output;
    private readonly BatchLayer? batchLayer;
    private readonly WeightRule? weightRule;
    private readonly int layers;
    private readonly int blocksPerLayer;

    /// <param name="widths">Input, hidden and output widths; at least two of them.</param>
    /// <param name="hidden">Activation behind hidden layers.</param>
    /// <param name="output">Activation behind the last layer.</param>
    /// <param name="weights">How weight matrices start; biases start at zero.</param>
    /// <param name="batchLayer">A layer between the last hidden layer and the output layer, or null.</param>
    /// <param name="weightRule">Makes what the layers multiply with from their weights; null to use the weights as they are.</param>
    public Perceptron(
        ImmutableArray<int> widths,
        Activation hidden,
        Activation output,
        Initialisation weights,
        BatchLayer? batchLayer = null,
        WeightRule? weightRule = null)
    {
        this.hidden = hidden;
        this.output = output;
        this.batchLayer = batchLayer;
        this.weightRule = weightRule;
        layers = widths.Length - 1;
        blocksPerLayer = weightRule is null ? 2 : 3;
        var blocks = ImmutableArray.CreateBuilder<ParameterBlock>();
        for (var i = 0; i < layers; i++)
        {
            var isLast = i == layers - 1;
            var inputs = isLast && batchLayer is not null ? batchLayer.OutputFeatures(widths[i]) : widths[i];
            if (isLast && batchLayer is not null) blocks.AddRange(batchLayer.Blocks(widths[i]));
            var name = isLast ? "output" : $"hidden-{i + 1}";
            blocks.Add(new ParameterBlock($"{name}.weight", [inputs, widths[i + 1]], weights));
            blocks.Add(new ParameterBlock($"{name}.bias", [1, widths[i + 1]], new Zeros()));
            if (weightRule is not null) blocks.Add(weightRule.Memory(name, inputs, widths[i + 1]));
        }

        Layout = new ParameterLayout(blocks.ToImmutable());
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var features = input;
        for (var i = 0; i < layers - 1; i++)
            features = Layer(views.AsSpan(i * blocksPerLayer, blocksPerLayer), features, hidden);
        var seen = batchLayer is null ? features : batchLayer.Apply(views.AsSpan((layers - 1) * blocksPerLayer)[..^blocksPerLayer], features);
        return new ForwardPass(Layer(views.AsSpan()[^blocksPerLayer..], seen, output), features);
    }

    /// <inheritdoc/>
    public override void AfterUpdate(Tensor parameters)
    {
        if (weightRule is null) return;
        var views = Layout.Views(parameters);
        for (var i = 0; i < layers - 1; i++)
            weightRule.Refresh(views[i * blocksPerLayer], views[(i * blocksPerLayer) + 2]);
        weightRule.Refresh(views[^3], views[^1]);
    }

    private Tensor Layer(ReadOnlySpan<Tensor> views, Tensor input, Activation activation)
    {
        var weight = weightRule is null ? views[0] : weightRule.Apply(views[0], views[2]);
        return Dense.Apply(activation, input, weight, views[1]);
    }
}
