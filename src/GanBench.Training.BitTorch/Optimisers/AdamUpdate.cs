namespace GanBench.Training.Optimisers;

/// <summary>Adam's arithmetic, in one pass on this engine; TorchSharp's file says the same in public operations.</summary>
internal static class AdamUpdate
{
    /// <summary>Updates parameters and moments in place; gradients must not be recorded.</summary>
    /// <param name="adam">The settings.</param>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="gradient">Their gradient, shape [R, P].</param>
    /// <param name="state">m and v of the parameters.</param>
    /// <param name="correction1">1 - beta1^t.</param>
    /// <param name="correction2">1 - beta2^t.</param>
    public static void Apply(Adam adam, Tensor parameters, Tensor gradient, OptimiserState state, double correction1, double correction2) =>
        BitTorch.Fused.FusedAdam.Step(
            parameters,
            gradient,
            state.Averages[0],
            state.Averages[1],
            adam.Beta1,
            adam.Beta2,
            root: Math.Sqrt(correction2),
            adam.Epsilon,
            rate: -adam.LearningRate / correction1);
}
