namespace GanBench.Training.Networks;

/// <summary>A network: a layout of its parameters and a pure function of them and an input.</summary>
public abstract class Network
{
    /// <summary>Where the parameters lie in their flat vector.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>
    /// Whether layers keep running averages of what they see in training, so that <see cref="Evaluate"/> differs from <see cref="Apply"/>.
    /// </summary>
    public virtual bool KeepsStatistics => false;

    /// <summary>Runs the network for R replicas at once; each sees only its own parameters and input.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="input">Input, shape [R, B, in].</param>
    public abstract ForwardPass Apply(Tensor parameters, Tensor input);

    /// <summary>
    /// Runs the network where nothing is trained: what <see cref="Remember"/> kept takes the place of the batch's own statistics.
    /// </summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="input">Input, shape [R, B, in].</param>
    public virtual ForwardPass Evaluate(Tensor parameters, Tensor input) => Apply(parameters, input);

    /// <summary>Moves running averages towards what layers saw in a batch of training, in place.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="statistics">What they saw, from the <see cref="ForwardPass"/> of <see cref="Apply"/>.</param>
    public virtual void Remember(Tensor parameters, IReadOnlyList<BatchStatistics> statistics)
    {
    }

    /// <summary>
    /// Brings up to date what layers remember of weights, in place, after an optimiser changed the parameters. Most remember nothing.
    /// </summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public virtual void AfterUpdate(Tensor parameters)
    {
    }
}
