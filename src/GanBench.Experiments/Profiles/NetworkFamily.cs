namespace GanBench.Experiments.Profiles;

/// <summary>A family of networks.</summary>
public enum NetworkFamily
{
    /// <summary>Fully connected layers.</summary>
    Perceptron,

    /// <summary>Convolutions, for images.</summary>
    Dcgan,
}
