using System.Collections.Immutable;
using GanBench.Metrics;

namespace GanBench.Tests.Metrics;

/// <summary>The mode metrics on counts small enough to work out by hand.</summary>
[TestFixture]
public sealed class ModeMetricsTest
{
    private static readonly ImmutableArray<double> Halves = [0.5, 0.5];

    [Test]
    public void ModesCaptured_OfCounts_CountsTheOnesAboveZero() =>
        Assert.That(ModesCaptured.Of(new([3, 0, 1, 0], 10)), Is.EqualTo(2));

    // N = 80, weights 1/2: the threshold is 0.25 · 80 / 2 = 10.
    [TestCase(10, 9, 1)]
    [TestCase(10, 10, 2)]
    [TestCase(9, 9, 0)]
    public void ModesAtShare_AroundTheThreshold_IncludesIt(int first, int second, int expected) =>
        Assert.That(ModesAtShare.Of(new([first, second], 80), Halves), Is.EqualTo(expected));

    // N = 80: thresholds 0.25 · 80 · 0.9 = 18 and 0.25 · 80 · 0.1 = 2.
    [Test]
    public void ModesAtShare_OfARareMode_NeedsFewerSamples() =>
        Assert.That(ModesAtShare.Of(new([17, 2], 80), [0.9, 0.1]), Is.EqualTo(1));

    [Test]
    public void HighQualityShare_OfCounts_DividesByAllSamples() =>
        Assert.That(HighQualityShare.Of(new([3, 0, 1, 0], 10)), Is.EqualTo(0.4));

    // ln 2 when everything is in one of two equal modes; 0.75 ln 1.5 + 0.25 ln 0.5 = 0.13081203594113694.
    [TestCase(7, 0, 0.69314718055994531)]
    [TestCase(0, 1, 0.69314718055994531)]
    [TestCase(3, 1, 0.13081203594113694)]
    [TestCase(5, 5, 0)]
    public void ReverseKl_OfTwoModes_EqualsTheHandCount(int first, int second, double expected) =>
        Assert.That(ReverseKl.Of(new([first, second], 100), Halves), Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void ReverseKl_OfTheTrueWeights_IsZeroAndNeverBelow()
    {
        int[] counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

        var nats = ReverseKl.Of(new([.. counts], 60_000), [.. counts.Select(count => count / 60_000.0)]);

        Assert.That(nats, Is.Zero);
    }

    [Test]
    public void ReverseKl_OfSamplesInAModeWithoutWeight_IsInfinite() =>
        Assert.That(ReverseKl.Of(new([1, 1], 2), [1, 0]), Is.EqualTo(double.PositiveInfinity));

    [Test]
    public void Metrics_WithoutHighQualitySamples_AreZeroOrUndefined()
    {
        var none = new ModeCounts([0, 0], 10);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ModesCaptured.Of(none), Is.Zero);
            Assert.That(ModesAtShare.Of(none, Halves), Is.Zero);
            Assert.That(HighQualityShare.Of(none), Is.Zero);
            Assert.That(ReverseKl.Of(none, Halves), Is.NaN);
        }
    }

    [Test]
    public void Metrics_WithoutSamples_AreZeroOrUndefined()
    {
        var empty = new ModeCounts([0, 0], 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ModesCaptured.Of(empty), Is.Zero);
            Assert.That(ModesAtShare.Of(empty, Halves), Is.Zero);
            Assert.That(HighQualityShare.Of(empty), Is.NaN);
            Assert.That(ReverseKl.Of(empty, Halves), Is.NaN);
        }
    }

    [Test]
    public void Shapes_ThatDiffer_AreRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => ModesAtShare.Of(new([1], 1), Halves), Throws.ArgumentException);
            Assert.That(() => ReverseKl.Of(new([1], 1), Halves), Throws.ArgumentException);
        }
    }
}
