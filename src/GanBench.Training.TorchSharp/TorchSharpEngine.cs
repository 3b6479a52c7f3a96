using GanBench.Experiments.Running;

namespace GanBench.Training;

/// <summary>The training code on TorchSharp.</summary>
public static class TorchSharpEngine
{
    /// <summary>The engine; it keeps no state.</summary>
    public static IEngine Instance { get; } = new Engine();
}
