using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Training;

namespace GanBench.Experiments.Tests;

/// <summary>What users can name: the real catalogue.</summary>
internal static class KnownHere
{
    public static Catalogue Catalogue { get; } = KnownCatalogue.Of(BitTorchEngine.Instance);
}
