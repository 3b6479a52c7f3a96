using GanBench.Randomness;
using GanBench.Trajectories;

namespace GanBench.Tests.Trajectories;

public class DiscriminatorAccuracyTest
{
    private const float Infinite = float.PositiveInfinity;

    [TestCase(new[] { 2f, 3f }, new[] { 0f, 1f }, 1)]
    [TestCase(new[] { 0f, 1f }, new[] { 2f, 3f }, 0)]
    [TestCase(new[] { 1f }, new[] { 1f }, 0.5, Description = "a tie counts half")]
    [TestCase(new[] { 0f, 2f }, new[] { 1f }, 0.5)]
    [TestCase(new[] { 1f, 2f, 3f }, new[] { 2f, 0f }, 4.5 / 6, Description = "0 and 1 and 1/2 against the 2, 3 times 1 against the 0: "
        + "1.5 + 3 of 6 pairs")]
    [TestCase(new[] { Infinite, 1f }, new[] { Infinite, -Infinite }, 2.5 / 4, Description = "infinite scores are ordinary, and tie")]
    [TestCase(new[] { 0f }, new[] { -0f }, 0.5)]
    public void Of_AFewScores_EqualsTheHandCount(float[] real, float[] generated, double expected) =>
        Assert.That(DiscriminatorAccuracy.Of(real, generated), Is.EqualTo(expected).Within(0));

    [TestCase(new[] { float.NaN, 1f }, new[] { 0f })]
    [TestCase(new[] { 1f }, new[] { 0f, float.NaN })]
    [TestCase(new float[0], new[] { 0f })]
    [TestCase(new[] { 1f }, new float[0])]
    public void Of_ScoresThatCannotBeCompared_IsUndefined(float[] real, float[] generated) =>
        Assert.That(DiscriminatorAccuracy.Of(real, generated), Is.NaN);

    // Scores of one digit, so that there are ties, against every pair compared by itself.
    [Test]
    public void Of_ManyScores_EqualsComparingAllPairs()
    {
        var real = Scores("real", 300, 0.2f);
        var generated = Scores("generated", 200, 0);

        var pairs = real.SelectMany(_ => generated, (one, other) => one > other ? 1 : one == other ? 0.5 : 0).ToList();

        Assert.That(DiscriminatorAccuracy.Of(real, generated), Is.EqualTo(pairs.Sum() / pairs.Count).Within(1e-15), "one rounding each");
        Assert.That(pairs, Has.Some.EqualTo(0.5));
    }

    // Two normal distributions of variance 1, d apart: the area is Φ(d / √2), 0.76025 at d = 1 (tables of Φ at 0.70711). Standard error
    // with 2,000 of each at most √(0.76 · 0.24 / 2000) = 0.0095.
    [Test]
    public void Of_TwoNormalDistributions_IsTheAreaInTheBooks()
    {
        var (real, generated) = (new float[2000], new float[2000]);
        SeedStream.FromSeed(0).Derive("real").Normal(0, real);
        SeedStream.FromSeed(0).Derive("generated").Normal(0, generated);

        Assert.That(DiscriminatorAccuracy.Of([.. real.Select(score => score + 1)], generated), Is.EqualTo(0.76025).Within(0.03));
    }

    private static float[] Scores(string name, int count, float above)
    {
        var scores = new float[count];
        SeedStream.FromSeed(7).Derive(name).Uniform(0, scores);
        return Array.ConvertAll(scores, score => MathF.Round(score + above, 1));
    }
}
