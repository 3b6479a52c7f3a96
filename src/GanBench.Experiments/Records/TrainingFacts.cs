namespace GanBench.Experiments.Records;

/// <summary>How training stands at a checkpoint.</summary>
/// <param name="DiscriminatorAccuracy">
/// Probability that the discriminator scores a real input above a generated one, in [0, 1]: the area under its ROC curve.
/// </param>
/// <param name="DiscriminatorGradientNorm">Euclidean norm of the gradient of the discriminator's last update; NaN before the first.</param>
/// <param name="GeneratorGradientNorm">Euclidean norm of the gradient of the generator's last update; NaN before the first.</param>
public sealed record TrainingFacts(double DiscriminatorAccuracy, double DiscriminatorGradientNorm, double GeneratorGradientNorm);
