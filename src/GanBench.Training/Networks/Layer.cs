using System.Collections.Immutable;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Networks;

/// <summary>
/// One layer of a network: which of the network's arrays are its own, and what it does with them around its product or convolution.
/// </summary>
/// <param name="First">Place of its first array among the network's.</param>
/// <param name="Name">Name within its network; its arrays' names begin with it.</param>
/// <param name="WeightShape">Shape of the weights: a matrix [inputs, outputs], or filters [F, C, 4, 4].</param>
/// <param name="BiasShape">Shape of the bias that the product or convolution adds.</param>
/// <param name="Weights">How the weights start.</param>
/// <param name="Normalised">Whether its channels are normalised over the batch before the activation, in place of a bias.</param>
/// <param name="Channels">How many channels are normalised; does not count where none are.</param>
/// <param name="Rule">What the weights are made to before they are used; null for the weights as they are.</param>
internal sealed record Layer(
    int First,
    string Name,
    ImmutableArray<long> WeightShape,
    ImmutableArray<long> BiasShape,
    Initialisation Weights,
    BatchNormalisation Normalised = BatchNormalisation.None,
    long Channels = 0,
    WeightRule? Rule = null)
{
    /// <summary>The layer's arrays: weights; bias, or scale and shift; running mean and variance; what the rule remembers.</summary>
    public ImmutableArray<ParameterBlock> Blocks { get; } =
    [
        new($"{Name}.weight", WeightShape, Weights),
        .. Normalised == BatchNormalisation.None
            ? (ReadOnlySpan<ParameterBlock>)[new($"{Name}.bias", BiasShape, new Zeros())]
            : [new($"{Name}.scale", [Channels], new Ones()), new($"{Name}.shift", [Channels], new Zeros())],
        .. Normalised != BatchNormalisation.Population
            ? (ReadOnlySpan<ParameterBlock>)[]
            :
            [
                new($"{Name}.mean", [Channels], new Zeros(), Trained: false),
                new($"{Name}.variance", [Channels], new Ones(), Trained: false),
            ],
        .. Rule is null ? (ReadOnlySpan<ParameterBlock>)[] : [Rule.Memory(Name, Inputs(WeightShape), Outputs(WeightShape))],
    ];

    /// <summary>Place of the next layer's first array.</summary>
    public int End => First + Blocks.Length;

    /// <summary>Whether it keeps running averages of what it sees.</summary>
    public bool KeepsStatistics => Normalised == BatchNormalisation.Population;

    /// <summary>The weights that the layer uses, shape [R, ...<see cref="WeightShape"/>].</summary>
    /// <param name="views">The network's arrays.</param>
    public Tensor Weight(Tensor[] views) => Rule is null ? views[First] : InShape(Rule.Apply(Matrix(views[First]), views[End - 1]));

    /// <summary>The bias, shape [R, ...<see cref="BiasShape"/>], or null where batch normalisation shifts.</summary>
    /// <param name="views">The network's arrays.</param>
    public Tensor? Bias(Tensor[] views) => Normalised == BatchNormalisation.None ? views[First + 1] : null;

    /// <summary>What comes between the product or convolution and the activation.</summary>
    /// <param name="views">The network's arrays.</param>
    /// <param name="x">Shape [R, B, C], or [R, B, C, H, W].</param>
    /// <param name="seen">Gets what the layer saw when it keeps averages of it; null to go by these averages.</param>
    public Tensor Normalise(Tensor[] views, Tensor x, ICollection<BatchStatistics>? seen) => Normalised switch
    {
        BatchNormalisation.None => x,
        BatchNormalisation.Batch => Normalisation.ByBatch(x, views[First + 1], views[First + 2]),
        _ when seen is null => Normalisation.ByPopulation(x, views[First + 1], views[First + 2], views[First + 3], views[First + 4]),
        _ => Normalisation.ByBatch(x, views[First + 1], views[First + 2], seen),
    };

    /// <summary>Brings up to date what the rule remembers.</summary>
    /// <param name="views">The network's arrays.</param>
    public void Refresh(Tensor[] views) => Rule?.Refresh(Matrix(views[First]), views[End - 1]);

    /// <summary>Moves the running averages of those layers that keep them towards what they saw.</summary>
    /// <param name="layers">A network's layers, in their order.</param>
    /// <param name="views">The network's arrays.</param>
    /// <param name="statistics">What the layers saw.</param>
    public static void Remember(IEnumerable<Layer> layers, Tensor[] views, IReadOnlyList<BatchStatistics> statistics)
    {
        foreach (var (layer, seen) in layers.Where(layer => layer.KeepsStatistics).Zip(statistics))
            Normalisation.Remember(views[layer.First + 3], views[layer.First + 4], seen);
    }

    private static int Inputs(ImmutableArray<long> shape) => (int)(shape.Length == 2 ? shape[0] : shape[1] * shape[2] * shape[3]);

    private static int Outputs(ImmutableArray<long> shape) => (int)(shape.Length == 2 ? shape[1] : shape[0]);

    /// <summary>Filters as the matrix [R, C 4 4, F] that the columns they see are multiplied with.</summary>
    private Tensor Matrix(Tensor weight) => WeightShape.Length == 2 ? weight : weight.flatten(2).transpose(1, 2);

    private Tensor InShape(Tensor matrix) =>
        WeightShape.Length == 2 ? matrix : matrix.transpose(1, 2).reshape([matrix.size(0), .. WeightShape]);
}
