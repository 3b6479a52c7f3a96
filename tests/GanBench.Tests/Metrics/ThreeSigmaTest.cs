using GanBench.Metrics;
using MathNet.Numerics.Distributions;

namespace GanBench.Tests.Metrics;

[TestFixture]
public sealed class ThreeSigmaTest
{
    // MathNet's chi-square: P(r² ≤ 9) with d degrees of freedom, and E[r²; r² ≤ 9] = d P(r² ≤ 9) with d + 2.
    [Test]
    public void ShareAndVariance_InAnyDimension_EqualTheChiSquare([Range(1, 12)] int dimension)
    {
        var share = ChiSquared.CDF(dimension, 9);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ThreeSigma.Share(dimension), Is.EqualTo(share).Within(1e-13));
            Assert.That(ThreeSigma.Variance(dimension), Is.EqualTo(ChiSquared.CDF(dimension + 2, 9) / share).Within(1e-12));
        }
    }

    [Test]
    public void Share_InThePlane_IsTheCeilingOfHighQuality() =>
        Assert.That(ThreeSigma.Share(2), Is.EqualTo(1 - Math.Exp(-4.5)).Within(1e-16).And.EqualTo(0.98889).Within(0.000005));

    [Test]
    public void Dimension_BelowOne_IsRefused() =>
        Assert.That(() => ThreeSigma.Share(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
