using GanBench.Experiments.Running;
using GanBench.Training;

namespace GanBench.Cli.Hosting;

/// <summary>The engines of this program.</summary>
internal static class Engines
{
    /// <summary>The engine that trains when nothing else is said.</summary>
    public static IEngine Default => BitTorchEngine.Instance;
}
