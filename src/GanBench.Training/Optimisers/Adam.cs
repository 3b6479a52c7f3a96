namespace GanBench.Training.Optimisers;

/// <summary>Adam: steps along a running mean of the gradient, over the root of a running mean of its square.</summary>
/// <remarks>
/// Kingma and Ba, arXiv:1412.6980, algorithm 1, in PyTorch's form of the last line:
/// p -= rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
/// </remarks>
/// <param name="LearningRate">Step size, above 0.</param>
/// <param name="Beta1">Decay of the first moment, in [0, 1).</param>
/// <param name="Beta2">Decay of the second moment, in [0, 1).</param>
/// <param name="Epsilon">Keeps the denominator from 0; above 0.</param>
public sealed record Adam(double LearningRate, double Beta1 = 0.5, double Beta2 = 0.999, double Epsilon = 1e-8) : Optimiser(LearningRate)
{
    /// <summary>
    /// The root of a second moment below this is taken as the root of this when it is differentiated: the root's slope at 0 is infinite.
    /// Far below any <see cref="Epsilon"/>² that float32 can add, so no value changes.
    /// </summary>
    private const double LeastSecondMoment = 1e-36;

    /// <summary>m and v, both 0; the powers of beta1 and beta2, both 1.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public override OptimiserState Start(Tensor parameters) => OptimiserState.Zero(parameters, averages: 2, powers: 2);

    /// <inheritdoc/>
    public override void Step(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        using var _ = no_grad();
        var (correction1, correction2) = Advance(state.Powers);
        AdamUpdate.Apply(this, parameters, gradient, state, correction1, correction2);
    }

    /// <inheritdoc/>
    public override (Tensor Parameters, OptimiserState State) Ahead(Tensor parameters, Tensor gradient, OptimiserState state)
    {
        var powers = state.Powers.ToArray();
        var (correction1, correction2) = Advance(powers);
        var firstMoment = state.Averages[0].mul(Beta1).add(gradient, 1 - Beta1);
        var secondMoment = state.Averages[1].mul(Beta2).add(gradient.square(), 1 - Beta2);
        var denominator = secondMoment.clamp(min: LeastSecondMoment).sqrt().div(Math.Sqrt(correction2)).add(Epsilon);
        var ahead = parameters.add(firstMoment.div(denominator), -LearningRate / correction1);
        return (ahead, new OptimiserState([firstMoment, secondMoment], powers));
    }

    /// <summary>Counts one more step.</summary>
    /// <returns>1 - beta1^t and 1 - beta2^t.</returns>
    private (double Correction1, double Correction2) Advance(Span<double> powers)
    {
        powers[0] *= Beta1;
        powers[1] *= Beta2;
        return (1 - powers[0], 1 - powers[1]);
    }
}
