using GanBench.Datasets;
using GanBench.Definitions;

namespace GanBench.Tests.Datasets;

[TestFixture]
public sealed class ImbalancedRingTest
{
    private static readonly KnownDataset Known = KnownDatasets.All.Single(known => known.Name == "ring8-imbalanced");

    [Test]
    public void Definition_ByDefault_HasTheRingsCentresAndFallingShares()
    {
        var ring = (ImbalancedRing)Known.Default;

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
        var weights = Known.Parameters.Single();
        var chosen = SettingValue.Of(1, 1, 1, 1, 1, 1, 3, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(weights.Name, Is.EqualTo("weights"));
            Assert.That(weights.Default, Is.EqualTo(SettingValue.Of(14, 10, 7, 5, 4, 3, 2, 1)));
            Assert.That(weights.Allowed, Is.EqualTo("a list of 8, each a finite number from 1 to 14"));
            Assert.That(
                Known.Create(new Dictionary<string, SettingValue> { ["weights"] = chosen }).ModeWeights,
                Is.EqualTo([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.1]));
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
