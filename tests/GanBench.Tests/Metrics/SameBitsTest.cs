using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Metrics;

/// <summary>
/// The bits of metrics whose sums are vectorised, or that go through MathNet or logarithms, on fixed samples. They were the same with
/// AVX-512, AVX2, without AVX2, without FMA and without any vector instruction (DOTNET_Enable...=0); on another machine a difference is a
/// fault, and so is a new value without a new version of the metric.
/// </summary>
[TestFixture]
public sealed class SameBitsTest
{
    private static readonly Samples Generated = Points.Normal("generated", 301, 13).Map((x, axis) => x + (axis / 10f));
    private static readonly Samples Real = Points.Normal("real", 290, 13);
    private static readonly Samples Probabilities = Points.Normal("probabilities", 100, 10).Map((x, _) => x * x / 10);

    private static IEnumerable<TestCaseData> Cases =>
    [
        new("frechet", () => Frechet.Of(Generated, FrechetReference.Of(Real)), "401b92c37a1e43a6"),
        new("kernel-distance", () => KernelDistance.Of(CubicMoments.Of(Generated), CubicMoments.Of(Real)), "4004640cd87941ac"),
        new("sliced-wasserstein", () => SlicedWasserstein.Of(
            Generated, SortedProjections.Of(Real, SlicedWasserstein.Directions(13))), "3fe46318b8c5f055"),
        new("classifier-score", () => ClassifierScore.Of(Probabilities), "40004b6e00b9c74a"),
        new("floor of reverse-kl", () => ExcessReverseKl.Floor(2_472, [0.5, 0.25, 0.15, 0.1]), "3f43e4a8f2103987"),
        new("jensen-shannon", () => JensenShannon.Of(new([5, 3, 2, 0], 10), [0.5, 0.25, 0.15, 0.1]), "3fa33e9ed805fde5"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Metric_OnFixedSamples_HasTheBitsOfEveryMachine(string name, Func<double> compute, string bits) =>
        Assert.That(BitConverter.DoubleToInt64Bits(compute()).ToString("x16"), Is.EqualTo(bits), name);
}
