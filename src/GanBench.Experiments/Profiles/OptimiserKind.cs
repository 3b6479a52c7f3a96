namespace GanBench.Experiments.Profiles;

/// <summary>How parameters are updated.</summary>
public enum OptimiserKind
{
    /// <summary>Kingma and Ba, arXiv:1412.6980.</summary>
    Adam,

    /// <summary>Tieleman and Hinton, 2012.</summary>
    Rmsprop,

    /// <summary>Gradient descent, with momentum where one is given.</summary>
    Sgd,
}
