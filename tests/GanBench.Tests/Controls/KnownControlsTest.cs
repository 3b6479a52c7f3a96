using System.Collections.Immutable;
using GanBench.Controls;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Controls;

[TestFixture]
public sealed class KnownControlsTest
{
    private const int Count = 2500;

    // Expected high-quality samples: 1 - exp(-9/2) of a Gaussian lie within three sigma; a box of side 8 holds 25 discs of radius 0.15,
    // those on its rim only by half and quarter: (9 + 12/2 + 4/4) pi 0.15^2 / 64; the circle lies within 0.03 of 8 centres over chords of
    // angle 4 asin(0.015). Two-sided, five standard deviations of a share at 2,500 samples.
    [TestCase("ring8", "perfect-sampler", 0.98889)]
    [TestCase("grid25", "perfect-sampler", 0.98889)]
    [TestCase("grid25", "uniform-noise", 0.017671)]
    [TestCase("ring8", "continuous-circle", 0.076397)]
    [TestCase("ring8", "one-point-per-mode", 1)]
    [TestCase("grid25", "single-mode", 0.98889)]
    public void Control_OnPoints_HasTheHighQualityShareOfItsGeometry(string dataset, string control, double expected)
    {
        var share = HighQualityShare.Of(Counts(dataset, control));

        Assert.That(share, Is.EqualTo(expected).Within((5 * Math.Sqrt(expected * (1 - expected) / Count)) + 1e-6));
    }

    [Test]
    public void SingleMode_OnTheGrid_FillsTheFirstModeAlone() =>
        Assert.That(ModesCaptured.Of(Counts("grid25", "single-mode")), Is.EqualTo(1));

    [Test]
    public void OnePointPerMode_OnTheRing_GivesEachModeItsShare() =>
        Assert.That(Counts("ring8", "one-point-per-mode").HighQuality, Is.All.EqualTo(Count / 8).Within(5 * Math.Sqrt(Count / 8.0)));

    [Test]
    public void ContinuousCircle_AppliesToRingsOnly()
    {
        var circle = new ContinuousCircle();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(circle.AppliesTo(new Ring()), Is.True);
            Assert.That(circle.AppliesTo(new Grid()), Is.False);
            Assert.That(circle.AppliesTo(new Mnist()), Is.False);
        }
    }

    // A control that nobody lists would be measured nowhere, and nobody would notice.
    [Test]
    public void EveryControlThatIsDefined_IsListed() =>
        Assert.That(
            KnownControls.All.Select(control => control.GetType()),
            Is.EquivalentTo(typeof(Control).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Control)))));

    [Test]
    public void Create_WithAnotherVersion_IsRefused() =>
        Assert.That(
            () => KnownControls.Create(new Choice("single-mode", 2, ImmutableSortedDictionary<string, SettingValue>.Empty)),
            Throws.ArgumentException.With.Message.Contains("single-mode v2"));

    private static ModeCounts Counts(string name, string control)
    {
        var dataset = KnownDatasets.All.Single(known => known.Name == name).Default;
        var values = new float[Count * 2];
        KnownControls.All.Single(known => known.Name == control).Draw(
            dataset, dataset.Open(new DataLocations(null, ""), null, default), SeedStream.FromSeed(7), values);
        return NearestMode.Count(new Samples(values, 2), dataset.Modes!);
    }
}
