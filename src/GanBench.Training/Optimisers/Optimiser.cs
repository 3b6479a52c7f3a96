namespace GanBench.Training.Optimisers;

/// <summary>Turns gradients into updates of a flat parameter vector.</summary>
/// <param name="LearningRate">Step size, above 0.</param>
public abstract record Optimiser(double LearningRate)
{
    /// <summary>The state before the first step; it outlives every scope.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public abstract OptimiserState Start(Tensor parameters);

    /// <summary>Updates parameters and state in place.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="gradient">Gradient of the summed loss, shape [R, P].</param>
    /// <param name="state">What <see cref="Start"/> gave for these parameters.</param>
    public abstract void Step(Tensor parameters, Tensor gradient, OptimiserState state);

    /// <summary>The same step as a function that can be differentiated; its arguments stay as they are.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="gradient">Gradient of the summed loss, shape [R, P].</param>
    /// <param name="state">The state before the step.</param>
    /// <returns>Parameters and state after the step; they live in the caller's scope.</returns>
    public abstract (Tensor Parameters, OptimiserState State) Ahead(Tensor parameters, Tensor gradient, OptimiserState state);
}
