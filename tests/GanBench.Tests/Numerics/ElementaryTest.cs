using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Numerics;

/// <summary>The C library's functions are the independent values; within 1 ulp each, the two can differ by two.</summary>
[TestFixture]
public sealed class ElementaryTest
{
    private const int ArgumentCount = 20_000;

    [TestCase(0, -1074, 1023)]
    [TestCase(1, -1, 1)]
    [TestCase(2, -40, -1)]
    public void Log_OfPositiveNumbers_IsWithinTwoUlpsOfTheCLibrary(int step, int smallestExponent, int largestExponent)
    {
        var mantissas = Uniform("mantissas", step);
        var exponents = new int[ArgumentCount];
        SeedStream.FromSeed(1).Derive("exponents").Integers(step, largestExponent - smallestExponent + 1, exponents);

        var worst = 0L;
        for (var i = 0; i < ArgumentCount; i++)
        {
            var x = Math.ScaleB(1 + (mantissas[i] * 0.999999999999), exponents[i] + smallestExponent);
            worst = Math.Max(worst, UlpsApart(Elementary.Log(x), Math.Log(x)));
        }

        Assert.That(worst, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Log_AtSpecialArguments_FollowsTheLimits()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Elementary.Log(1), Is.Zero);
            Assert.That(Elementary.Log(0), Is.EqualTo(double.NegativeInfinity));
            Assert.That(Elementary.Log(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
            Assert.That(Elementary.Log(-1), Is.NaN);
            Assert.That(Elementary.Log(double.NegativeInfinity), Is.NaN);
            Assert.That(Elementary.Log(double.NaN), Is.NaN);
        }
    }

    [TestCase(0, -708, 709)]
    [TestCase(1, -1, 1)]
    [TestCase(2, -1e-6, 1e-6)]
    public void Exp_OfNumbers_IsWithinTwoUlpsOfTheCLibrary(int step, double smallest, double largest)
    {
        var worst = 0L;
        foreach (var share in Uniform("exponents of e", step))
        {
            var x = smallest + (share * (largest - smallest) * 1.0000001);
            worst = Math.Max(worst, UlpsApart(Elementary.Exp(x), Math.Exp(x)));
        }

        Assert.That(worst, Is.LessThanOrEqualTo(2));
    }

    // 709.782712893384 = ln of the largest number; below -708.4 results are subnormal, below -745.14 they round to 0.
    [TestCase(0, 1)]
    [TestCase(-0.0, 1)]
    [TestCase(1, Math.E)]
    [TestCase(709.7827128933841, double.PositiveInfinity)]
    [TestCase(double.MaxValue, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(-745.2, 0)]
    [TestCase(double.MinValue, 0)]
    [TestCase(double.NegativeInfinity, 0)]
    [TestCase(double.NaN, double.NaN)]
    public void Exp_AtSpecialArguments_FollowsTheLimits(double x, double expected) =>
        Assert.That(Elementary.Exp(x), Is.EqualTo(expected));

    // Down here an ulp is 2^-1074: the result is rounded once more when it is scaled down.
    [TestCase(-709)]
    [TestCase(-740.5)]
    [TestCase(-745.1)]
    public void Exp_OfSubnormalSize_IsWithinAnUlpOfTheCLibrary(double x) =>
        Assert.That(UlpsApart(Elementary.Exp(x), Math.Exp(x)), Is.LessThanOrEqualTo(1));

    [Test]
    public void Exp_OfLog_ComesBack()
    {
        // An error of 1 ulp in ln x, at most 2^-53 · 2 for ln x in [1, 2), moves its exponential by as much: 2.2e-16, and 1 ulp of each
        // function.
        foreach (var share in Uniform("round trip", 0))
        {
            var x = 2.8 + (4 * share);
            Assert.That(Elementary.Exp(Elementary.Log(x)), Is.EqualTo(x).Within(6e-16 * x));
        }
    }

    // Compared as absolute numbers: Math.Sin(2πt) itself suffers from the rounding of 2πt, up to 4.4e-16 at t near 1, and each
    // side rounds by up to 1.1e-16.
    [Test]
    public void SinCosTurns_OverTheCircle_AgreesWithTheCLibrary()
    {
        var worst = 0.0;
        foreach (var turns in Uniform("turns", 0))
        {
            var (sine, cosine) = Elementary.SinCosTurns(turns);
            worst = Math.Max(worst, Math.Abs(sine - Math.Sin(2 * Math.PI * turns)));
            worst = Math.Max(worst, Math.Abs(cosine - Math.Cos(2 * Math.PI * turns)));
        }

        Assert.That(worst, Is.LessThan(8e-16));
    }

    // Below an eighth of a turn 2πt is rounded only relatively (1 ulp, the constant included), so ulps can be compared: 1 + 1 + 1.
    [Test]
    public void SinCosTurns_InTheFirstOctant_IsWithinThreeUlpsOfTheCLibrary()
    {
        var worst = 0L;
        foreach (var turns in Uniform("turns", 1))
        {
            var (sine, cosine) = Elementary.SinCosTurns(turns / 8);
            worst = Math.Max(worst, UlpsApart(sine, Math.Sin(2 * Math.PI * (turns / 8))));
            worst = Math.Max(worst, UlpsApart(cosine, Math.Cos(2 * Math.PI * (turns / 8))));
        }

        Assert.That(worst, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public void SinCosTurns_AtEighthsOfATurn_IsCorrectlyRounded()
    {
        var diagonal = Math.Sqrt(0.5);
        (double Sine, double Cosine)[] expected =
        [
            (0, 1), (diagonal, diagonal), (1, 0), (diagonal, -diagonal),
            (0, -1), (-diagonal, -diagonal), (-1, 0), (-diagonal, diagonal),
        ];

        for (var eighth = 0; eighth < 8; eighth++)
        {
            var (sine, cosine) = Elementary.SinCosTurns(eighth / 8.0);
            Assert.That((sine, cosine), Is.EqualTo(expected[eighth]), $"at {eighth}/8");
        }
    }

    [TestCase(1.0)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void SinCosTurns_OutsideOneTurn_IsRefused(double turns) =>
        Assert.That(() => Elementary.SinCosTurns(turns), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static float[] Uniform(string name, long step)
    {
        var values = new float[ArgumentCount];
        SeedStream.FromSeed(1).Derive(name).Uniform(step, values);
        return values;
    }

    private static long UlpsApart(double actual, double expected) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(actual) - BitConverter.DoubleToInt64Bits(expected));
}
