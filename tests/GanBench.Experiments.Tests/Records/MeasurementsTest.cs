using System.Collections.Immutable;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Metrics;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Records;

/// <summary>
/// The example's catalogue has modes-captured, modes-at-share and high-quality-share in version 1, and reverse-kl in version 4.
/// </summary>
public class MeasurementsTest
{
    private static readonly JudgeFacts Judge = new("judge-v1", new string('b', 64), 0.5, 0.9);

    private static RunResult Whole { get; } = Completed(Evaluation(
        0, [3, 1], ("modes-captured", 2), ("modes-at-share", 1), ("high-quality-share", 0.5), ("reverse-kl", 0.25)) with
    {
        Averages = [new AveragedEvaluation(0.9, [4, 0], Values(("modes-captured", 1), ("reverse-kl", 0.75)))],
    });

    [Test]
    public void Missing_OfAWholeRecord_IsNothing() =>
        Assert.That((Missing(Whole), Measurable(Whole)), Is.EqualTo(("", "")));

    [TestCase("reverse-kl", 3, true)]
    [TestCase("reverse-kl", 5, false, Description = "a later version of GanBench has measured it")]
    [TestCase("modes-captured", null, true)]
    public void Missing_OfAMetricThatIsNotOfThisVersion_CanBeMeasuredUnlessALaterVersionHas(string metric, int? version, bool measurable)
    {
        var record = version is { } other
            ? Whole with { Metrics = Whole.Metrics.SetItem(metric, other) }
            : Whole.Without(name => name == metric);

        Assert.That((Missing(record), Measurable(record)), Is.EqualTo((metric, measurable ? metric : "")));
    }

    [Test]
    public void Missing_OfARecordByAnotherJudge_IsEveryMetric()
    {
        const string All = "high-quality-share modes-at-share modes-captured reverse-kl";

        Assert.That((Missing(Whole with { Judge = Judge }), Measurable(Whole with { Judge = Judge })), Is.EqualTo((All, All)));
    }

    [Test]
    public void Comparable_LeavesOutWhatOnlyOneHasInItsVersion()
    {
        var (one, other) = Measurements.Comparable(
            Whole.Without(name => name == "modes-captured"), Whole with { Metrics = Whole.Metrics.SetItem("reverse-kl", 3) });

        Assert.That(one.Digests(), Is.EqualTo(other.Digests()));
        Assert.That(one.Metrics.Keys, Is.EqualTo(new[] { "high-quality-share", "modes-at-share" }));
        Assert.That(one.Trajectory[0].Averages!.Value[0].Metrics, Is.Empty);
    }

    // Which modes samples are of is the judge's word, too; what was trained is not.
    [Test]
    public void Comparable_ByDifferentJudges_IsTheTrainingAlone()
    {
        var second = Whole with { Judge = Judge, Trajectory = [Whole.Trajectory[0] with { ModeCounts = [0, 4] }] };
        var third = second with { WeightsDigest = new string('c', 64) };

        Assert.That(Same(Whole, second), Is.True);
        Assert.That(Same(Whole, third), Is.False);
        Assert.That(Same(second, second with { Judge = Judge with { TestAccuracy = 0.75 } }), Is.False, "the same judge in its name alone");

        static bool Same(RunResult one, RunResult other)
        {
            (one, other) = Measurements.Comparable(one, other);
            return one.Digests() == other.Digests();
        }
    }

    [Test]
    public void Renewed_KeepsWhatThisVersionDoesNotKnowAndNothingThatItKnowsBetter()
    {
        var recorded = Whole with
        {
            Metrics = Whole.Metrics.SetItem("of-tomorrow", 1).SetItem("reverse-kl", 3).SetItem("modes-captured", 2),
            Trajectory =
            [
                Whole.Trajectory[0] with
                {
                    Metrics = Values(("of-tomorrow", 7), ("reverse-kl", 8), ("modes-captured", 9), ("half-measured", 10)),
                    Averages = [new AveragedEvaluation(0.9, [4, 0], Values(("of-tomorrow", 11), ("reverse-kl", 12)))],
                },
            ],
        };

        var renewed = Measurements.Renewed(Whole, recorded);

        Assert.That(renewed.Metrics, Is.EqualTo(Whole.Metrics.SetItem("of-tomorrow", 1).SetItem("modes-captured", 2)));
        Assert.That(renewed.Trajectory[0].Metrics, Is.EqualTo(Values(
            ("modes-captured", 9), ("modes-at-share", 1), ("high-quality-share", 0.5), ("reverse-kl", 0.25), ("of-tomorrow", 7))));
        Assert.That(renewed.Trajectory[0].Averages!.Value[0].Metrics, Is.EqualTo(Values(
            ("modes-captured", 1), ("reverse-kl", 0.75), ("of-tomorrow", 11))));
        Assert.That(Measurements.Renewed(Whole, recorded with { Judge = Judge }), Is.SameAs(Whole), "another judge's values are none");
    }

    private static string Missing(RunResult result) => string.Join(' ', Measurements.Missing(Record(result), Known));

    private static string Measurable(RunResult result) => string.Join(' ', Measurements.Measurable(Record(result), Known));

    private static RunRecord Record(RunResult result) => RunRecord.Of(Plan.From(Spec(Json()), Known)[0], result, Cost(), Host);

    private static ImmutableSortedDictionary<string, double> Values(params (string Metric, double Value)[] metrics) =>
        metrics.ToImmutableSortedDictionary(metric => metric.Metric, metric => metric.Value, StringComparer.Ordinal);
}
