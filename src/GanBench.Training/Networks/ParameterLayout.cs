using System.Collections.Immutable;
using GanBench.Randomness;

namespace GanBench.Training.Networks;

/// <summary>Where each array of a network lies in its flat parameter vector.</summary>
/// <param name="Blocks">The arrays, one behind the other.</param>
public sealed record ParameterLayout(ImmutableArray<ParameterBlock> Blocks)
{
    // Asked for in every step, so worked out once.
    private readonly long[][] shapes = [.. Blocks.Select(block => block.Shape.ToArray())];
    private int[]? counts;

    /// <summary>P, the number of parameters.</summary>
    public long Count => Blocks.Sum(block => block.Count);

    /// <summary>The arrays as views of the flat vector; gradients flow back into it.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <returns>One view a block, shape [R, ...block shape].</returns>
    public Tensor[] Views(Tensor parameters) =>
        ParameterViews.Of(parameters, shapes, counts ??= [.. Blocks.Select(block => checked((int)block.Count))]);

    /// <summary>The parameters that a run with this stream starts from, shape [P].</summary>
    /// <param name="stream">The run's stream for this network's weights; every block derives its own by name.</param>
    public float[] Initial(SeedStream stream)
    {
        var parameters = new float[Count];
        var rest = parameters.AsSpan();
        foreach (var block in Blocks)
        {
            block.Initialisation.Fill(stream.Derive(block.Name), block.Shape, rest[..(int)block.Count]);
            rest = rest[(int)block.Count..];
        }

        return parameters;
    }
}
