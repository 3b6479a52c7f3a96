using System.Collections.Immutable;

namespace GanBench.Training.Networks;

/// <summary>One layer of an image network: which of the network's arrays are its own, and what it does with them around its product or convolution.</summary>
/// <param name="First">Place of its first array among the network's.</param>
/// <param name="Name">Name within its network; its arrays' names begin with it.</param>
/// <param name="WeightShape">Shape of the weights: a matrix [inputs, outputs], or filters [F, C, 4, 4].</param>
/// <param name="Biases">Numbers in the bias that the product or convolution adds.</param>
/// <param name="Weights">How the weights start.</param>
/// <param name="NormalisedChannels">Channels that are normalised over the batch afterwards, in place of a bias; 0 for none.</param>
/// <param name="Rule">What the weights are made to before they are used; null for the weights as they are.</param>
internal sealed record Layer(
    int First,
    string Name,
    ImmutableArray<long> WeightShape,
    long Biases,
    Initialisation Weights,
    int NormalisedChannels = 0,
    WeightRule? Rule = null)
{
    /// <summary>The layer's arrays: weights; bias, or scale and shift; what the rule remembers.</summary>
    public ImmutableArray<ParameterBlock> Blocks { get; } =
    [
        new($"{Name}.weight", WeightShape, Weights),
        .. NormalisedChannels == 0
            ? (ReadOnlySpan<ParameterBlock>)[new($"{Name}.bias", [Biases], new Zeros())]
            : [new($"{Name}.scale", [NormalisedChannels], new Ones()), new($"{Name}.shift", [NormalisedChannels], new Zeros())],
        .. Rule is null ? (ReadOnlySpan<ParameterBlock>)[] : [Rule.Memory(Name, Inputs(WeightShape), Outputs(WeightShape))],
    ];

    /// <summary>Place of the next layer's first array.</summary>
    public int End => First + Blocks.Length;

    /// <summary>The weights that the layer uses, shape [R, ...<see cref="WeightShape"/>].</summary>
    /// <param name="views">The network's arrays.</param>
    public Tensor Weight(Tensor[] views) => Rule is null ? views[First] : InShape(Rule.Apply(Matrix(views[First]), views[End - 1]));

    /// <summary>The bias, shape [R, biases], or null where batch normalisation shifts.</summary>
    /// <param name="views">The network's arrays.</param>
    public Tensor? Bias(Tensor[] views) => NormalisedChannels == 0 ? views[First + 1] : null;

    /// <summary>What comes between the product or convolution and the activation.</summary>
    /// <param name="views">The network's arrays.</param>
    /// <param name="images">Shape [R, B, C, H, W].</param>
    public Tensor Normalise(Tensor[] views, Tensor images) =>
        NormalisedChannels == 0 ? images : BatchNormalisation.Apply(images, views[First + 1], views[First + 2]);

    /// <summary>Brings up to date what the rule remembers.</summary>
    /// <param name="views">The network's arrays.</param>
    public void Refresh(Tensor[] views) => Rule?.Refresh(Matrix(views[First]), views[End - 1]);

    private static int Inputs(ImmutableArray<long> shape) => (int)(shape.Length == 2 ? shape[0] : shape[1] * shape[2] * shape[3]);

    private static int Outputs(ImmutableArray<long> shape) => (int)(shape.Length == 2 ? shape[1] : shape[0]);

    /// <summary>Filters as the matrix [R, C 4 4, F] that the columns they see are multiplied with.</summary>
    private Tensor Matrix(Tensor weight) => WeightShape.Length == 2 ? weight : weight.flatten(2).transpose(1, 2);

    private Tensor InShape(Tensor matrix) => WeightShape.Length == 2 ? matrix : matrix.transpose(1, 2).reshape([matrix.size(0), .. WeightShape]);
}
