namespace GanBench.Training.Optimisers;

/// <summary>Plain gradient descent: p -= rate g.</summary>
/// <param name="LearningRate">Step size, above 0.</param>
public sealed record GradientDescent(double LearningRate) : Optimiser(LearningRate)
{
    /// <summary>Nothing to remember.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public override OptimiserState Start(Tensor parameters) => OptimiserState.Zero(parameters, averages: 0, powers: 0);

    /// <inheritdoc/>
    public override void Step(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        using var _ = no_grad();
        parameters.add_(gradient, -LearningRate);
    }

    /// <inheritdoc/>
    public override (Tensor Parameters, OptimiserState State) Ahead(Tensor parameters, Tensor gradient, OptimiserState state) =>
        (parameters.add(gradient, -LearningRate), state);
}
