using System.Collections.Immutable;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Tests.Goldens;

namespace GanBench.Tests.Metrics;

/// <summary>Classifier score and mode score, which read the same probabilities.</summary>
[TestFixture]
public sealed class JudgeScoresTest
{
    private static readonly ImmutableArray<double> Tenths = [.. Enumerable.Repeat(0.1, 10)];

    [Test]
    public void ClassifierScore_OfTheGoldenProbabilities_EqualsNumpy()
    {
        var golden = Golden.Read("classifier");
        var probabilities = Points.Of(10, [.. golden.Numbers("probabilities").Select(p => (float)p)]);
        var expected = golden.Number("inception_score");

        // The golden's probabilities are rounded to float32 here, 6e-8 each.
        Assert.That(ClassifierScore.Of(probabilities), Is.EqualTo(expected).Within(1e-7 * expected));
    }

    // Sure and balanced: C. Sure of one class: 1, or the true weight of that class. Never sure: 1 in both.
    [Test]
    public void Scores_AtTheirEnds_EqualTheClosedForms()
    {
        var (balanced, collapsed, unsure) = (
            OneHot(Enumerable.Range(0, 200).Select(i => i % 10)), OneHot(new int[200]), Points.Of(10, [.. Enumerable.Repeat(0.1f, 50)]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(balanced), Is.EqualTo(10).Within(1e-13));
            Assert.That(ModeScore.Of(balanced, Tenths), Is.EqualTo(10).Within(1e-13));
            Assert.That(ClassifierScore.Of(collapsed), Is.EqualTo(1));
            Assert.That(ModeScore.Of(collapsed, Tenths), Is.EqualTo(0.1).Within(1e-15));
            Assert.That(ClassifierScore.Of(unsure), Is.EqualTo(1).Within(1e-7));
            Assert.That(ModeScore.Of(unsure, Tenths), Is.EqualTo(1).Within(1e-7));
        }
    }

    // Two images, p = (3/4, 1/4) and (1/4, 3/4): mean (1/2, 1/2), KL = ¾ ln 3/2 + ¼ ln 1/2 each. Against w = (1/4, 3/4): less ½ ln 2 + ½ ln
    // 2/3.
    [Test]
    public void Scores_OfTwoImages_EqualTheHandCount()
    {
        var probabilities = Points.Of(2, 0.75f, 0.25f, 0.25f, 0.75f);
        var sure = (0.75 * Math.Log(1.5)) + (0.25 * Math.Log(0.5));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(probabilities), Is.EqualTo(Math.Exp(sure)).Within(1e-15));
            Assert.That(
                ModeScore.Of(probabilities, [0.25, 0.75]),
                Is.EqualTo(Math.Exp(sure - (0.5 * Math.Log(2)) - (0.5 * Math.Log(2 / 3.0)))).Within(1e-15));
            Assert.That(ModeScore.Of(probabilities, [0.5, 0.5]), Is.EqualTo(Math.Exp(sure)).Within(1e-15), "no divergence, no penalty");
        }
    }

    // Classes in their true, unequal shares: the classifier score is e to their entropy, less than the number of classes; the mode score is
    // as high.
    [Test]
    public void PerfectSampler_OfUnequalClasses_ScoresTheEntropy()
    {
        var sampler = OneHot([0, 0, 1, 2]);
        var expected = Math.Exp(1.5 * Math.Log(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(sampler), Is.EqualTo(expected).Within(1e-14));
            Assert.That(ModeScore.Of(sampler, [0.5, 0.25, 0.25, 0, 0, 0, 0, 0, 0, 0]), Is.EqualTo(expected).Within(1e-14));
        }
    }

    [Test]
    public void ModeScore_OfAClassThatShouldNotBe_IsZero() =>
        Assert.That(ModeScore.Of(OneHot([0, 1]), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Is.Zero);

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    [TestCase(-0.1f)]
    public void ProbabilityThatIsNone_AnywhereAmongTheImages_GivesNaN(float value)
    {
        var probabilities = OneHot(Enumerable.Range(0, 200).Select(i => i % 10)).With(1_234, value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(probabilities), Is.NaN);
            Assert.That(ModeScore.Of(probabilities, Tenths), Is.NaN);
        }
    }

    [Test]
    public void Scores_WithoutImages_AreUndefined()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(Points.Of(10)), Is.NaN);
            Assert.That(ModeScore.Of(Points.Of(10), Tenths), Is.NaN);
        }
    }

    [Test]
    public void Scores_OfOneImage_AreThoseOfASingleClass()
    {
        var one = Points.Of(2, 0.75f, 0.25f);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(one), Is.EqualTo(1));
            Assert.That(ModeScore.Of(one, [0.75, 0.25]), Is.EqualTo(1));
        }
    }

    [Test]
    public void OrderAndDuplicates_ChangeRoundingOnly()
    {
        var probabilities = Points.Of(10, [.. Golden.Read("classifier").Numbers("probabilities").Select(p => (float)p)]);
        var (classifier, mode) = (ClassifierScore.Of(probabilities), ModeScore.Of(probabilities, Tenths));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClassifierScore.Of(probabilities.Reversed().Repeated(3)), Is.EqualTo(classifier).Within(1e-13));
            Assert.That(ModeScore.Of(probabilities.Reversed().Repeated(3), Tenths), Is.EqualTo(mode).Within(1e-13));
        }
    }

    [Test]
    public void Shapes_ThatDiffer_AreRefused() => Assert.That(() => ModeScore.Of(Points.Of(2, 1, 0), Tenths), Throws.ArgumentException);

    private static Samples OneHot(IEnumerable<int> classes) =>
        Points.Of(10, [.. classes.SelectMany(label => Enumerable.Range(0, 10).Select(c => c == label ? 1f : 0f))]);
}
