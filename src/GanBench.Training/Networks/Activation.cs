namespace GanBench.Training.Networks;

/// <summary>An activation with its numbers.</summary>
/// <param name="Kind">Which function.</param>
/// <param name="Slope">Slope of leaky ReLU at and below 0, in [0, 1]; the others take none.</param>
/// <param name="Pieces">Linear pieces of each unit: at least 2 of maxout, else 1. A layer of width w has pieces * w outputs before
/// it.</param>
public sealed record Activation(ActivationKind Kind, double Slope = 0, int Pieces = 1)
{
    private const string MaxoutPrefix = "maxout-";

    /// <summary>x.</summary>
    public static Activation Linear { get; } = new(ActivationKind.Linear);

    /// <summary>max(x, 0).</summary>
    public static Activation Relu { get; } = new(ActivationKind.Relu);

    /// <summary>x where positive, else 0.2 x, as in DCGAN (arXiv:1511.06434).</summary>
    public static Activation LeakyRelu { get; } = new(ActivationKind.LeakyRelu, Slope: 0.2);

    /// <summary>The hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new(ActivationKind.Tanh);

    /// <summary>The activation that a setting names.</summary>
    /// <param name="word"><c>linear</c>, <c>relu</c>, <c>leaky-relu</c>, <c>tanh</c>, <c>softplus</c>, <c>elu</c> or <c>maxout-N</c>, N at
    /// least 2.</param>
    /// <param name="slope">Slope of leaky ReLU; does not count for the others.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static Activation Named(string word, double slope = 0) => word switch
    {
        "linear" => Linear,
        "relu" => Relu,
        "leaky-relu" => new(ActivationKind.LeakyRelu, slope),
        "tanh" => Tanh,
        "softplus" => new(ActivationKind.Softplus),
        "elu" => new(ActivationKind.Elu),
        _ => PiecesOf(word) is >= 2 and var pieces
            ? new(ActivationKind.Maxout, Pieces: pieces)
            : throw new ArgumentException($"There is no activation \"{word}\".", nameof(word)),
    };

    /// <summary>Applies it, element by element; maxout, piece by piece.</summary>
    /// <param name="x">Any shape; of maxout [R, B, pieces * w, ...], piece p of unit j at p w + j.</param>
    /// <returns>The same shape; of maxout [R, B, w, ...].</returns>
    public Tensor Apply(Tensor x) => Kind switch
    {
        ActivationKind.Linear => x,
        ActivationKind.Relu => nn.functional.relu(x),
        ActivationKind.LeakyRelu => nn.functional.leaky_relu(x, Slope),
        ActivationKind.Tanh => nn.functional.tanh(x),
        ActivationKind.Softplus => nn.functional.softplus(x),
        ActivationKind.Elu => Elu(x),
        ActivationKind.Maxout => LargestPiece(x),
        _ => throw new InvalidOperationException($"Bug in GanBench: activation {Kind} has no function."),
    };

    /// <summary>N of <c>maxout-N</c>; 0 of another word.</summary>
    private static int PiecesOf(string word) =>
        word.StartsWith(MaxoutPrefix, StringComparison.Ordinal) && int.TryParse(word[MaxoutPrefix.Length..], out var pieces) ? pieces : 0;

    /// <summary>The clamp keeps e^x finite where it is not taken: infinity times a gradient of 0 would be NaN.</summary>
    private static Tensor Elu(Tensor x) => where(x > 0, x, x.clamp(max: 0).exp() - 1);

    private Tensor LargestPiece(Tensor x)
    {
        var shape = x.shape;
        return x.reshape([shape[0], shape[1], Pieces, shape[2] / Pieces, .. shape[3..]]).amax(2);
    }
}
