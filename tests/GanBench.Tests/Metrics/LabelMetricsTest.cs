using GanBench.Metrics;

namespace GanBench.Tests.Metrics;

/// <summary>
/// The literature's counts and divergences: labels of all samples, and the uniform distribution whatever the true one is.
/// </summary>
[TestFixture]
public sealed class LabelMetricsTest
{
    private static readonly int[] MnistTrain = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];

    [TestCase(new int[0], 0)]
    [TestCase(new[] { 3 }, 1)]
    [TestCase(new[] { 7, 7, 7, 0, 7 }, 2)]
    [TestCase(new[] { -1, 999, -1, 0, 42 }, 3)]
    [TestCase(new[] { -1 }, 0)]
    public void LabelsCaptured_AreTheDistinctOnes(int[] labels, int expected) =>
        Assert.That(LabelsCaptured.Of(labels), Is.EqualTo(expected));

    // q = (1/2, 1/4, 1/4, 0) against quarters: ½ ln 2; a sample without a label is left out.
    [Test]
    public void LabelKl_OfFewLabels_EqualsTheHandCount()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LabelKl.Of([0, 1, 0, 2], 4), Is.EqualTo(0.5 * Math.Log(2)).Within(1e-15));
            Assert.That(LabelKl.Of([0, 1, -1, 0, 2], 4), Is.EqualTo(0.5 * Math.Log(2)).Within(1e-15));
            Assert.That(LabelKl.Of([3, 3, 3], 4), Is.EqualTo(Math.Log(4)).Within(1e-15), "collapse");
            Assert.That(LabelKl.Of([3, 2, 1, 0], 4), Is.Zero);
            Assert.That(LabelKl.Of([2, 0, 1, 0], 4), Is.EqualTo(LabelKl.Of([0, 1, 0, 2], 4)), "another order");
            Assert.That(LabelKl.Of([2, 0, 1, 0, 2, 0, 1, 0], 4), Is.EqualTo(LabelKl.Of([0, 1, 0, 2], 4)), "duplicates");
        }
    }

    // protocols.md: 0.0014 for MNIST's labels; three independent ones add up to 0.0043 over 1,000 stacks.
    [Test]
    public void ReverseKlUniform_OfMnistsOwnLabels_IsWhatTheReferenceCosts()
    {
        var mnist = ReverseKlUniform.Of(new([.. MnistTrain], 60_000));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mnist, Is.EqualTo(0.0014259202907543748).Within(1e-15));
            Assert.That(3 * mnist, Is.EqualTo(0.0043).Within(0.00005));
            Assert.That(
                ReverseKl.Of(new([.. MnistTrain], 60_000), [.. MnistTrain.Select(count => count / 60_000.0)]), Is.Zero,
                "against the true weights");
        }
    }

    [Test]
    public void Divergences_WithoutLabels_AreUndefined()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(LabelKl.Of([], 10), Is.NaN);
            Assert.That(LabelKl.Of([-1, -1], 10), Is.NaN);
            Assert.That(ReverseKlUniform.Of(new([0, 0], 5)), Is.NaN);
        }
    }

    // One digit only, 1,000 modes: ln 1,000, the value that the literature's tables cannot exceed.
    [Test]
    public void LabelKl_OfASingleStack_IsLogOfAll() =>
        Assert.That(LabelKl.Of(new int[26_000], 1_000), Is.EqualTo(6.907755278982137).Within(1e-13));
}
