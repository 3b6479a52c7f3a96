using GanBench.Numerics;

namespace GanBench.Judges;

/// <summary>What a judge sees in N images.</summary>
/// <param name="Labels">
/// The most probable digit of each, also where the judge is not sure; -1 where an image, or what follows from it, is not finite. Shape [N].
/// </param>
/// <param name="Confidences">Probability of that digit among the ten and "no digit", in [0, 1]; 0 where the label is -1. Shape [N].</param>
/// <param name="Features">The judge's last hidden activations, shape [N, F]; NaN where the label is -1.</param>
/// <param name="Probabilities">
/// Probability of each digit, shape [N, 10]; each row sums to 1, because the probability of "no digit" is shared out evenly. NaN where the
/// label is -1.
/// </param>
public sealed record Predictions(ReadOnlyMemory<int> Labels, ReadOnlyMemory<float> Confidences, Samples Features, Samples Probabilities);
