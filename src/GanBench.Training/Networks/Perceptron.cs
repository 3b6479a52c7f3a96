using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>Fully connected layers: y = activation(x W + b), the last one with its own activation.</summary>
public sealed class Perceptron : Network
{
    private readonly Activation hidden;
    private readonly Activation output;
    private readonly BatchLayer? batchLayer;
    private readonly int layers;

    /// <param name="widths">Input, hidden and output widths; at least two of them.</param>
    /// <param name="hidden">Activation behind hidden layers.</param>
    /// <param name="output">Activation behind the last layer.</param>
    /// <param name="weights">How weight matrices start; biases start at zero.</param>
    /// <param name="batchLayer">A layer between the last hidden layer and the output layer, or null.</param>
    public Perceptron(
        ImmutableArray<int> widths, Activation hidden, Activation output, Initialisation weights, BatchLayer? batchLayer = null)
    {
        this.hidden = hidden;
        this.output = output;
        this.batchLayer = batchLayer;
        layers = widths.Length - 1;
        var blocks = ImmutableArray.CreateBuilder<ParameterBlock>();
        for (var i = 0; i < layers; i++)
        {
            var isLast = i == layers - 1;
            var inputs = isLast && batchLayer is not null ? batchLayer.OutputFeatures(widths[i]) : widths[i];
            if (isLast && batchLayer is not null) blocks.AddRange(batchLayer.Blocks(widths[i]));
            var name = isLast ? "output" : $"hidden-{i + 1}";
            blocks.Add(new ParameterBlock($"{name}.weight", [inputs, widths[i + 1]], weights));
            blocks.Add(new ParameterBlock($"{name}.bias", [1, widths[i + 1]], new Zeros()));
        }

        Layout = new ParameterLayout(blocks.ToImmutable());
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <inheritdoc/>
    public override Activity Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var features = input;
        for (var i = 0; i < layers - 1; i++)
            features = Dense.Apply(hidden, features, views[2 * i], views[(2 * i) + 1]);
        var seen = batchLayer is null ? features : batchLayer.Apply(views.AsSpan((2 * (layers - 1))..^2), features);
        return new Activity(Dense.Apply(output, seen, views[^2], views[^1]), features);
    }
}
