namespace GanBench.Training.Optimisers;

/// <summary>Adam's settings and its update.</summary>
/// <remarks>
/// Kingma and Ba, arXiv:1412.6980, algorithm 1, in PyTorch's form of the last line:
/// p -= rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
/// </remarks>
/// <param name="LearningRate">Step size, above 0.</param>
/// <param name="Beta1">Decay of the first moment, in [0, 1).</param>
/// <param name="Beta2">Decay of the second moment, in [0, 1).</param>
/// <param name="Epsilon">Keeps the denominator from 0; above 0.</param>
public sealed record Adam(double LearningRate, double Beta1 = 0.5, double Beta2 = 0.999, double Epsilon = 1e-8)
{
    /// <summary>Updates parameters and moments in place.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="gradient">Gradient of the summed loss, shape [R, P].</param>
    /// <param name="state">The moments that belong to the parameters.</param>
    public void Step(Tensor parameters, Tensor gradient, AdamState state)
    {
        using var _ = no_grad();
        var (correction1, correction2) = state.Advance(Beta1, Beta2);
        AdamUpdate.Apply(this, parameters, gradient, state, correction1, correction2);
    }
}

/// <summary>Running moments of the gradient; changes with every step.</summary>
/// <param name="firstMoment">m, shape [R, P].</param>
/// <param name="secondMoment">v, shape [R, P].</param>
public sealed class AdamState(Tensor firstMoment, Tensor secondMoment) : IDisposable
{
    private double beta1Power = 1;
    private double beta2Power = 1;

    /// <summary>Zero moments for parameters that have not been updated yet; they outlive every scope.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public static AdamState For(Tensor parameters) =>
        new(zeros_like(parameters).DetachFromDisposeScope(), zeros_like(parameters).DetachFromDisposeScope());

    /// <summary>m, shape [R, P].</summary>
    public Tensor FirstMoment => firstMoment;

    /// <summary>v, shape [R, P].</summary>
    public Tensor SecondMoment => secondMoment;

    /// <summary>Counts one more step.</summary>
    /// <returns>1 - beta1^t and 1 - beta2^t, the powers by repeated multiplication.</returns>
    public (double Correction1, double Correction2) Advance(double beta1, double beta2)
    {
        beta1Power *= beta1;
        beta2Power *= beta2;
        return (1 - beta1Power, 1 - beta2Power);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        firstMoment.Dispose();
        secondMoment.Dispose();
    }
}
