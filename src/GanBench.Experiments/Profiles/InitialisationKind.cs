namespace GanBench.Experiments.Profiles;

/// <summary>How weights start; biases start at zero.</summary>
public enum InitialisationKind
{
    /// <summary>Orthonormal rows or columns times the gain (Saxe, McClelland, Ganguli, arXiv:1312.6120); matrices only.</summary>
    Orthogonal,

    /// <summary>Normal with the standard deviation gain * sqrt(2 / inputs) (He, Zhang, Ren, Sun, arXiv:1502.01852).</summary>
    He,

    /// <summary>Uniform in plus and minus gain * sqrt(6 / (inputs + outputs)) (Glorot, Bengio, AISTATS 2010).</summary>
    Glorot,

    /// <summary>Normal with a given standard deviation.</summary>
    Normal,
}
