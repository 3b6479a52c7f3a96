using GanBench.Experiments.Profiles;

namespace GanBench.Training.Optimisers;

/// <summary>Turns gradients into updates of a flat parameter vector.</summary>
/// <param name="LearningRate">Step size, above 0; a <see cref="Schedule"/> may bring it down to 0.</param>
public abstract record Optimiser(double LearningRate)
{
    /// <summary>How a side is updated.</summary>
    /// <param name="side">Its settings.</param>
    public static Optimiser Of(SideSettings side) => side.Optimiser switch
    {
        OptimiserKind.Adam => new Adam(side.Rate, side.Beta1, side.Beta2, side.Epsilon),
        OptimiserKind.Rmsprop => new RmsProp(side.Rate, side.Decay, side.Epsilon),
        OptimiserKind.Sgd => new Sgd(side.Rate, side.Momentum),
        _ => throw new InvalidOperationException($"Bug in GanBench: optimiser {side.Optimiser} updates nothing."),
    };

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
