using System.Collections.Immutable;
using GanBench.Training.Networks;

namespace GanBench.Training.Sides;

/// <summary>Exponential moving averages of one side's weights, one for each decay d: a += (1 - d) (p - a) after every update.</summary>
/// <remarks>
/// That is a = d a + (1 - d) p with factors that add up to 1 in float32 too. What layers remember and do not train is copied from the
/// weights: a mean of running averages or of unit vectors would be neither. Training never reads an average.
/// </remarks>
internal sealed class WeightAverages : IDisposable
{
    private readonly ImmutableArray<double> decays;
    private readonly ImmutableArray<Tensor> averages;
    private readonly ImmutableArray<(long Start, long Count)> copied;

    /// <param name="side">Whose weights; averages start as they are now.</param>
    /// <param name="decays">Decays in [0, 1), each once.</param>
    /// <exception cref="ArgumentException">A decay is out of range, or there twice.</exception>
    public WeightAverages(Side side, ImmutableArray<double> decays)
    {
        if (!decays.All(decay => decay is >= 0 and < 1))
            throw new ArgumentException($"Decays of averaged weights must lie in [0, 1): {string.Join(", ", decays)}.", nameof(decays));
        if (decays.Distinct().Count() != decays.Length)
            throw new ArgumentException($"Decays of averaged weights must differ: {string.Join(", ", decays)}.", nameof(decays));
        this.decays = decays;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        averages = [.. decays.Select(_ => side.Parameters.detach().clone().DetachFromDisposeScope())];
        copied = [.. Untrained(side.Blocks)];
    }

    /// <summary>Counts one more update of the weights.</summary>
    /// <param name="parameters">The weights after it, shape [R, P].</param>
    public void Follow(Tensor parameters)
    {
        using var _ = no_grad();
        for (var i = 0; i < decays.Length; i++)
        {
            averages[i].add_(parameters - averages[i], 1 - decays[i]);
            foreach (var (start, count) in copied)
                averages[i].narrow(1, start, count).copy_(parameters.narrow(1, start, count));
        }
    }

    /// <summary>The average of a decay, shape [R, P].</summary>
    /// <param name="decay">One of the decays.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Tensor Of(double decay) => decays.IndexOf(decay) is >= 0 and var place
        ? averages[place]
        : throw new ArgumentException(
            $"Weights are not averaged with the decay {decay:R}; averaged: {(decays.IsEmpty ? "none" : string.Join(", ", decays))}.",
            nameof(decay));

    /// <summary>A copy of the averages, row-major [R, P] each, in the order of the decays.</summary>
    public ImmutableArray<float[]> Save() => [.. averages.Select(average => average.data<float>().ToArray())];

    /// <summary>Whether a state has as many averages of as many weights.</summary>
    /// <param name="state">The state.</param>
    public bool Fits(ImmutableArray<float[]> state) =>
        state.Length == averages.Length && state.Zip(averages).All(pair => pair.First.Length == pair.Second.numel());

    /// <summary>Makes the averages as they were.</summary>
    /// <param name="state">A state that <see cref="Fits"/>.</param>
    public void Restore(ImmutableArray<float[]> state)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        for (var i = 0; i < averages.Length; i++)
            averages[i].copy_(tensor(state[i], averages[i].shape));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var average in averages)
            average.Dispose();
    }

    private static IEnumerable<(long Start, long Count)> Untrained(IEnumerable<ParameterBlock> blocks)
    {
        var start = 0L;
        foreach (var block in blocks)
        {
            if (!block.Trained) yield return (start, block.Count);
            start += block.Count;
        }
    }
}
