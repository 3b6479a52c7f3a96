using System.Collections.Immutable;
using GanBench.Datasets;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class ImbalancedRingTest
{
    [Test]
    public void Definition_ByDefault_HasTheRingsCentresAndFallingShares()
    {
        var ring = new ImbalancedRing();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ring.Modes.Centres.Values.ToArray(), Is.EqualTo(new Ring().Modes.Centres.Values.ToArray()));
            Assert.That(ring.Modes.Sigma, Is.EqualTo(0.01));
            Assert.That(
                ring.ModeWeights, Is.EqualTo(new[] { 14 / 46.0, 10 / 46.0, 7 / 46.0, 5 / 46.0, 4 / 46.0, 3 / 46.0, 2 / 46.0, 1 / 46.0 }));
            Assert.That(ring.Summary, Is.EqualTo("The Gaussians of ring8 with unequal weights; shares from 30.4 % to 2.2 %."));
        }
    }

    [Test]
    public void Shares_OfAnyAllowedWeights_ExpectTwentyFiveOf2500Samples()
    {
        double[] worst = [1, 14, 14, 14, 14, 14, 14, 14];

        Assert.That(2500 * new ImbalancedRing([.. worst]).ModeWeights.Min(), Is.InRange(25, 25.5));
    }

    [Test]
    public void Parameters_OfTheCatalogue_AreTheWeights()
    {
        var known = KnownDatasets.All.Single(known => known.Name == "ring8-imbalanced");
        var chosen = known.Parameters.ToImmutableSortedDictionary(parameter => parameter.Name, _ => 1.0).SetItem("weight-6", 3);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                known.Parameters.Select(parameter => parameter.Name), Is.EqualTo(Enumerable.Range(0, 8).Select(mode => $"weight-{mode}")));
            Assert.That(known.Parameters.Select(parameter => parameter.Default), Is.EqualTo([14, 10, 7, 5, 4, 3, 2, 1]));
            Assert.That(known.Parameters, Has.All.Property("Minimum").EqualTo(1).And.All.Property("Maximum").EqualTo(14));
            Assert.That(known.Create(chosen).ModeWeights, Is.EqualTo([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.1]));
        }
    }

    [TestCase(0.5)]
    [TestCase(14.5)]
    [TestCase(double.NaN)]
    public void Weight_OutsideTheRange_IsRefused(double weight) =>
        Assert.That(
            () => new ImbalancedRing([1, 1, 1, weight, 1, 1, 1, 1]),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("[1, 14]"));

    [Test]
    public void Weights_OfSevenModes_AreRefused() =>
        Assert.That(() => new ImbalancedRing([1, 1, 1, 1, 1, 1, 1]), Throws.ArgumentException.With.Message.Contains("not 7"));
}
