using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

public class GradientNormTest
{
    [TestCase(new[] { 3f, -4f }, 5)]
    [TestCase(new float[0], 0)]
    [TestCase(new[] { 1f, 2f, 2f }, 3)]
    [TestCase(new[] { 3e30f, 4e30f }, 5e30, Description = "its square overflows float32")]
    [TestCase(new[] { 3e-30f, 4e-30f }, 5e-30, Description = "its square underflows float32")]
    public void Of_AFewNumbers_IsTheirLength(float[] gradient, double expected) =>
        Assert.That(GradientNorm.Of(gradient), Is.EqualTo(expected).Within(1e-5).Percent, "the inputs are rounded to float32");

    [Test]
    public void Of_NumbersThatAreNotFinite_IsNotFinite()
    {
        Assert.That(GradientNorm.Of([1, float.NaN]), Is.NaN);
        Assert.That(GradientNorm.Of([1, float.NegativeInfinity]), Is.EqualTo(double.PositiveInfinity));
    }
}
