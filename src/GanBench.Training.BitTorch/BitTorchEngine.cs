using GanBench.Experiments.Running;

namespace GanBench.Training;

/// <summary>The training code on BitTorch.</summary>
public static class BitTorchEngine
{
    /// <summary>The engine; it keeps no state.</summary>
    public static IEngine Instance { get; } = new Engine();
}
