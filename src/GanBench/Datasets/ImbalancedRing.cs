using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Datasets;

/// <summary>The ring of eight Gaussians with modes that are not equally likely.</summary>
/// <remarks>
/// Centres and sigma are those of <see cref="Ring"/>. A mode's share is its weight divided by the sum of all eight. With every weight in
/// [<see cref="LeastWeight"/>, <see cref="MostWeight"/>] no share falls below 1 / (1 + 7 · 14) = 1.01 %, so of 2,500 samples every mode
/// expects at least 25: fewer would let a perfect sampler lose modes by chance. The default weights give shares from 30.4 % to 2.2 %.
/// </remarks>
public sealed record ImbalancedRing : Dataset
{
    /// <summary>Least weight of a mode.</summary>
    public const double LeastWeight = 1;

    /// <summary>Most weight of a mode.</summary>
    public const double MostWeight = 14;

    private static readonly Ring Ring = new();

    /// <summary>The ring with given weights.</summary>
    /// <param name="weights">Weight of mode i at angle 2πi/8, relative to the others, shape [8].</param>
    /// <exception cref="ArgumentException">There are not eight weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight lies outside [1, 14].</exception>
    public ImbalancedRing(
        [Setting(
            "weights of the modes at 0, 45, ..., 315 degrees; a mode's share is its weight over the sum of all eight",
            Minimum = LeastWeight, Maximum = MostWeight, MinimumLength = 8, MaximumLength = 8,
            DefaultNumbers = new double[] { 14, 10, 7, 5, 4, 3, 2, 1 })]
        ImmutableArray<double> weights)
    {
        if (weights.Length != Ring.ModeCount)
            throw new ArgumentException($"The ring has {Ring.ModeCount} modes, not {weights.Length}.", nameof(weights));
        foreach (var weight in weights)
        {
            if (!(weight >= LeastWeight && weight <= MostWeight))
                throw new ArgumentOutOfRangeException(nameof(weights), weight, $"A weight must lie in [{LeastWeight}, {MostWeight}].");
        }

        var sum = weights.Sum();
        ModeWeights = [.. weights.Select(weight => weight / sum)];
    }

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        $"The Gaussians of ring8 with unequal weights; shares from {100 * ModeWeights.Max():F1} % to {100 * ModeWeights.Min():F1} %.";

    /// <inheritdoc/>
    public override Citation? Source => null;

    /// <inheritdoc/>
    public override ImmutableArray<int> SampleShape => Ring.SampleShape;

    /// <inheritdoc/>
    public override ImmutableArray<double> ModeWeights { get; }

    /// <inheritdoc/>
    public override PointModes Modes => Ring.Modes;

    /// <inheritdoc/>
    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new MixtureData(Modes, ModeWeights);
}
