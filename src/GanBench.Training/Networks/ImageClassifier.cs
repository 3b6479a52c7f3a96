using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>
/// Images to class logits: three convolutions of stride 2, a full layer whose activations are the features, and an output layer.
/// </summary>
/// <remarks>
/// Leaky ReLU 0.2 behind every hidden layer; weights start normal with the standard deviation √(2 / inputs) of He, Zhang, Ren and Sun
/// (arXiv:1502.01852, section 2.2), biases at zero. Nothing looks across the batch, so an image's numbers do not depend on its neighbours.
/// </remarks>
internal sealed class ImageClassifier : Network
{
    private readonly int side;
    private readonly ImmutableArray<Layer> convolutions;
    private readonly Layer hidden;
    private readonly Layer output;

    /// <param name="side">Height and width of an image of one channel, in pixels.</param>
    /// <param name="channels">Channels behind each convolution; every one halves the sides.</param>
    /// <param name="features">F, the width of the full layer.</param>
    /// <param name="classes">Logits per image.</param>
    public ImageClassifier(int side, ImmutableArray<int> channels, int features, int classes)
    {
        this.side = side;
        var layers = ImmutableArray.CreateBuilder<Layer>();
        var (from, smaller, end) = (1, side, 0);
        foreach (var to in channels)
        {
            var seen = from * Convolution.Kernel * Convolution.Kernel;
            layers.Add(new Layer(end, $"hidden-{layers.Count + 1}", [to, from, Convolution.Kernel, Convolution.Kernel], [to], new He(1)));
            MultiplyAdds += (long)(smaller / 2) * (smaller / 2) * to * seen;
            (from, smaller, end) = (to, smaller / 2, layers[^1].End);
        }

        convolutions = layers.ToImmutable();
        var flat = from * smaller * smaller;
        hidden = new Layer(end, $"hidden-{layers.Count + 1}", [flat, features], [features], new He(1));
        output = new Layer(hidden.End, "output", [features, classes], [classes], new He(1));
        MultiplyAdds += ((long)flat * features) + ((long)features * classes);
        Layout = new ParameterLayout([.. convolutions.SelectMany(layer => layer.Blocks), .. hidden.Blocks, .. output.Blocks]);
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <summary>Multiplications that one image costs.</summary>
    public long MultiplyAdds { get; }

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input)
    {
        var views = Layout.Views(parameters);
        var images = input.reshape(input.size(0), input.size(1), 1, side, side);
        foreach (var layer in convolutions)
            images = Activation.LeakyRelu.Apply(Convolution.Halve(images, layer.Weight(views), layer.Bias(views)));
        var features = Dense.Apply(Activation.LeakyRelu, images.flatten(2), hidden.Weight(views), hidden.Bias(views)!.unsqueeze(1));
        return new ForwardPass(baddbmm(output.Bias(views)!.unsqueeze(1), features, output.Weight(views)), features);
    }
}
