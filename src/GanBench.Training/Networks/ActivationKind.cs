namespace GanBench.Training.Networks;

/// <summary>What happens to the numbers between two layers.</summary>
public enum ActivationKind
{
    /// <summary>Nothing.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x where positive, else slope x.</summary>
    LeakyRelu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>x where positive, else e^x - 1 (Clevert, Unterthiner, Hochreiter, arXiv:1511.07289, with alpha = 1).</summary>
    Elu,

    /// <summary>The largest of several linear pieces (Goodfellow, Warde-Farley, Mirza, Courville, Bengio, arXiv:1302.4389).</summary>
    Maxout,
}
