using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;

namespace GanBench.Training.Tests;

/// <summary>What can be run here.</summary>
internal static class Catalogues
{
    public static Catalogue BitTorch { get; } = KnownCatalogue.Of(BitTorchEngine.Instance);
}
