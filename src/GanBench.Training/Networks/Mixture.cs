namespace GanBench.Training.Networks;

/// <summary>Several generators of one form that make a batch together: sample i comes from generator i modulo their number.</summary>
/// <remarks>
/// Taking turns, instead of one generator behind the other, lets any run of samples come from all of them evenly. They are computed as if
/// they were replicas, in one launch; what looks across a batch sees one generator's samples only.
/// </remarks>
internal sealed class Mixture : Network
{
    private readonly Network form;
    private readonly long own;
    private readonly long common;

    /// <param name="form">What each of them is; a network that remembers nothing and keeps no statistics.</param>
    /// <param name="generators">k, how many there are, at least 1.</param>
    /// <param name="ownLayers">
    /// Beginnings of the names of the arrays that each has for itself, in front of all that they have in common; null when they have
    /// nothing in common.
    /// </param>
    /// <exception cref="ArgumentException">The form keeps statistics: shared layers would see several generators' at once.</exception>
    public Mixture(Network form, int generators, string? ownLayers = null)
    {
        if (form.KeepsStatistics)
            throw new ArgumentException("Several generators cannot keep statistics in layers that they share.", nameof(form));
        this.form = form;
        Generators = generators;
        var ownBlocks = form.Layout.Blocks
            .TakeWhile(block => ownLayers is null || block.Name.StartsWith(ownLayers, StringComparison.Ordinal))
            .ToList();
        own = ownBlocks.Sum(block => block.Count);
        common = form.Layout.Count - own;
        Layout = new ParameterLayout(
        [
            .. Enumerable.Range(1, generators)
                .SelectMany(number => ownBlocks.Select(block => block with { Name = $"{number}.{block.Name}" })),
            .. form.Layout.Blocks.Skip(ownBlocks.Count),
        ]);
    }

    /// <inheritdoc/>
    public override ParameterLayout Layout { get; }

    /// <summary>k, how many there are.</summary>
    public int Generators { get; }

    /// <summary>Which generator each sample of a batch comes from: 1 for it and 0 for the others, shape [1, B, k].</summary>
    /// <param name="batch">B.</param>
    /// <param name="generators">k.</param>
    public static Tensor Origins(long batch, int generators)
    {
        var origins = new float[batch * generators];
        for (var i = 0; i < batch; i++)
            origins[(i * generators) + (i % generators)] = 1;
        return tensor(origins, [1, batch, generators]);
    }

    /// <inheritdoc/>
    public override ForwardPass Apply(Tensor parameters, Tensor input)
    {
        var (replicas, batch) = (input.size(0), input.size(1));
        var turns = (batch + Generators - 1) / Generators;

        // The last turn is completed with latent vectors that were there before; what they give is cut off again.
        var surplus = (turns * Generators) - batch;
        var whole = surplus == 0 ? input : cat([input, input.narrow(1, 0, surplus)], dim: 1);
        var inputs = whole.view(replicas, turns, Generators, -1).transpose(1, 2).reshape(replicas * Generators, turns, -1);
        var (output, features) = form.Apply(Apart(parameters), inputs);
        return new ForwardPass(InTurn(output), InTurn(features));

        Tensor InTurn(Tensor each) =>
            each.reshape(replicas, Generators, turns, -1).transpose(1, 2).reshape(replicas, turns * Generators, -1).narrow(1, 0, batch);
    }

    /// <summary>All parameters of each generator, as if each were a replica, shape [R k, P of one].</summary>
    private Tensor Apart(Tensor parameters)
    {
        var replicas = parameters.size(0);
        if (common == 0) return parameters.reshape(replicas * Generators, own);
        var apart = parameters.narrow(1, 0, Generators * own).reshape(replicas * Generators, own);
        var shared = parameters.narrow(1, Generators * own, common).unsqueeze(1).expand(replicas, Generators, common);
        return cat([apart, shared.reshape(replicas * Generators, common)], dim: 1);
    }
}
