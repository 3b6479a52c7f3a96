namespace GanBench.Training.Networks;

/// <summary>A network: a layout of its parameters and a pure function of them and an input.</summary>
public abstract class Network
{
    /// <summary>Where the parameters lie in their flat vector.</summary>
    public abstract ParameterLayout Layout { get; }

    /// <summary>Runs the network for R replicas at once; each sees only its own parameters and input.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    /// <param name="input">Input, shape [R, B, in].</param>
    public abstract ForwardPass Apply(Tensor parameters, Tensor input);

    /// <summary>Brings up to date what layers remember, in place, after an optimiser changed the parameters. Most remember nothing.</summary>
    /// <param name="parameters">Flat parameters, shape [R, P].</param>
    public virtual void AfterUpdate(Tensor parameters)
    {
    }
}
