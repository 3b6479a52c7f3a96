using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>What was recognised in N samples.</summary>
/// <param name="Modes">
/// Nearest mode or label of each sample, in [0, K), of high quality or not; -1 where a sample is not finite. Shape [N].
/// </param>
/// <param name="HighQuality">Whether a sample is close enough to its mode, or its label sure enough. Shape [N].</param>
/// <param name="Features">
/// What distances between samples are taken of: the coordinates of points, the judge's features of images. Shape [N, F].
/// </param>
/// <param name="Probabilities">The judge's probability of each class, shape [N, C]; null for points.</param>
public sealed record Recognition(ReadOnlyMemory<int> Modes, ReadOnlyMemory<bool> HighQuality, Samples Features, Samples? Probabilities)
{
    /// <summary>Counts the high-quality samples of each mode.</summary>
    /// <param name="modes">K, the number of modes.</param>
    public ModeCounts Counts(int modes)
    {
        var counts = new int[modes];
        for (var i = 0; i < Modes.Length; i++)
        {
            if (HighQuality.Span[i])
                counts[Modes.Span[i]]++;
        }

        return new([.. counts], Modes.Length);
    }
}
