namespace GanBench.Training.Optimisers;

/// <summary>Gradient descent, with momentum where one is given: b = momentum b + g; p -= rate b.</summary>
/// <remarks>
/// PyTorch's form of the heavy ball (Polyak, 1964): the rate stands outside the running sum, so a rate that changes acts at once. Not
/// dampened, not Nesterov's.
/// </remarks>
/// <param name="LearningRate">Step size, above 0.</param>
/// <param name="Momentum">Momentum, in [0, 1); 0 remembers nothing.</param>
public sealed record Sgd(double LearningRate, double Momentum = 0) : Optimiser(LearningRate)
{
    /// <summary>b, which is 0; nothing without momentum.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public override OptimiserState Start(Tensor parameters) => OptimiserState.Zero(parameters, averages: Momentum == 0 ? 0 : 1, powers: 0);

    /// <inheritdoc/>
    public override void Step(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        using var _ = no_grad();
        parameters.add_(Momentum == 0 ? gradient : state.Averages[0].mul_(Momentum).add_(gradient), -LearningRate);
    }

    /// <inheritdoc/>
    public override (Tensor Parameters, OptimiserState State) Ahead(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        if (Momentum == 0) return (parameters.add(gradient, -LearningRate), state);
        var direction = state.Averages[0].mul(Momentum).add(gradient);
        return (parameters.add(direction, -LearningRate), new OptimiserState([direction], []));
    }
}
