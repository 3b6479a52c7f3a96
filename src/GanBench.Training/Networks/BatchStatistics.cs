namespace GanBench.Training.Networks;

/// <summary>What a normalised layer saw in one batch; constants.</summary>
/// <param name="Mean">Mean of each channel, shape [R, C].</param>
/// <param name="Variance">Unbiased variance of each channel, shape [R, C]; not finite where a batch holds one number a channel.</param>
public sealed record BatchStatistics(Tensor Mean, Tensor Variance);
