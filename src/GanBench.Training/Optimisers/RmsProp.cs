namespace GanBench.Training.Optimisers;

/// <summary>RMSProp: steps along the gradient, over the root of a running mean of its square.</summary>
/// <remarks>
/// Tieleman and Hinton, lecture 6.5 of "Neural Networks for Machine Learning", 2012, in PyTorch's form:
/// v = decay v + (1 - decay) g²; p -= rate g / (sqrt(v) + epsilon). No momentum, not centred.
/// </remarks>
/// <param name="LearningRate">Step size, above 0.</param>
/// <param name="Decay">Decay of the mean square, in [0, 1); PyTorch's 0.99.</param>
/// <param name="Epsilon">Keeps the denominator from 0; above 0.</param>
public sealed record RmsProp(double LearningRate, double Decay = 0.99, double Epsilon = 1e-8) : Optimiser(LearningRate)
{
    /// <summary>As in <see cref="Adam"/>: keeps the slope of the root finite where the mean square is 0.</summary>
    private const double LeastMeanSquare = 1e-36;

    /// <summary>v, which is 0.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public override OptimiserState Start(Tensor parameters) => OptimiserState.Zero(parameters, averages: 1, powers: 0);

    /// <inheritdoc/>
    public override void Step(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        using var _ = no_grad();
        var meanSquare = state.Averages[0];
        meanSquare.mul_(Decay).addcmul_(gradient, gradient, 1 - Decay);
        parameters.addcdiv_(gradient, meanSquare.sqrt().add_(Epsilon), -LearningRate);
    }

    /// <inheritdoc/>
    public override (Tensor Parameters, OptimiserState State) Ahead(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        var meanSquare = state.Averages[0].mul(Decay).add(gradient.square(), 1 - Decay);
        var denominator = meanSquare.clamp(min: LeastMeanSquare).sqrt().add(Epsilon);
        return (parameters.add(gradient.div(denominator), -LearningRate), new OptimiserState([meanSquare], []));
    }
}
