using GanBench.Experiments.Profiles;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Tests.Optimisers;

public sealed class ScheduleTest
{
    // T = 1000, falling from step 500 on: min(1, (T - t) / ((1 - s) T)).
    [TestCase(0, 1.0)]
    [TestCase(500, 1.0)]
    [TestCase(501, 0.998)]
    [TestCase(750, 0.5)]
    [TestCase(999, 0.002)]
    [TestCase(1000, 0.0)]
    [TestCase(2000, 0.0)]
    public void LinearToZero_IsTheShareThatIsLeft(long done, double expected) =>
        Assert.That(new Schedule(ScheduleKind.LinearToZero, 0.5, 0, 1000).Factor(done), Is.EqualTo(expected).Within(1e-15));

    // From the start on: (1 + cos(pi t / T)) / 2 has known values at thirds, halves and quarters.
    [TestCase(0, 1.0)]
    [TestCase(300, 0.75)]
    [TestCase(450, 0.5)]
    [TestCase(600, 0.25)]
    [TestCase(900, 0.0)]
    [TestCase(1800, 0.0)]
    public void CosineToZero_IsHalfACosine(long done, double expected) =>
        Assert.That(new Schedule(ScheduleKind.CosineToZero, 0, 0, 900).Factor(done), Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void CosineToZero_FromAShareOn_EqualsTheFormula()
    {
        var schedule = new Schedule(ScheduleKind.CosineToZero, 0.25, 0, 1000);
        for (var done = 0; done < 1000; done += 7)
        {
            var u = Math.Max(0, (done - 250) / 750.0);
            Assert.That(schedule.Factor(done), Is.EqualTo((1 + Math.Cos(Math.PI * u)) / 2).Within(1e-15), $"step {done}");
        }
    }

    [TestCase(0, 0.1)]
    [TestCase(4, 0.5)]
    [TestCase(9, 1.0)]
    [TestCase(10, 1.0)]
    [TestCase(499, 1.0)]
    public void WarmUp_RisesAlongALineToOne(long done, double expected) =>
        Assert.That(new Schedule(ScheduleKind.Constant, 0, 10, 1000).Factor(done), Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void WarmUp_IsAFactorOnWhatFalls() =>
        Assert.That(new Schedule(ScheduleKind.LinearToZero, 0, 100, 200).Factor(49), Is.EqualTo(0.5 * (151 / 200.0)).Within(1e-15));

    [Test]
    public void Constant_LeavesTheVeryOptimiser()
    {
        var adam = new Adam(1e-3);

        Assert.That(Schedule.Constant.At(adam, 17), Is.SameAs(adam));
        Assert.That(Schedule.Of(Known.Points.Generator, 10).At(adam, 9), Is.SameAs(adam));
    }

    [Test]
    public void At_ChangesTheRateAlone() => Assert.That(
        new Schedule(ScheduleKind.LinearToZero, 0.5, 0, 1000).At(new Adam(1e-3, Beta1: 0.9, Epsilon: 0.1), 750),
        Is.EqualTo(new Adam(1e-3 * 0.5, Beta1: 0.9, Epsilon: 0.1)));
}
