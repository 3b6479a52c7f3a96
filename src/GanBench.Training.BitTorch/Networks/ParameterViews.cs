namespace GanBench.Training.Networks;

/// <summary>Views of a flat parameter vector, in one operation here; TorchSharp's file says the same in public operations.</summary>
internal static class ParameterViews
{
    /// <summary>The arrays that lie behind each other in every row.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="shapes">Shape of every array, without the replica dimension.</param>
    /// <param name="counts">Number of parameters in each.</param>
    /// <returns>One view an array, shape [R, ...shape]; gradients flow back into the flat vector.</returns>
    public static Tensor[] Of(Tensor parameters, long[][] shapes, int[] counts) => BitTorch.Fused.Pieces.Of(parameters, shapes, counts);
}
