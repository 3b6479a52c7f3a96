using System.Collections.Immutable;
using FsCheck.Fluent;
using FsCheck;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace GanBench.Experiments.Tests.Plans;

public class ShardTest
{
    /// <summary>The same cases in every run of the tests, so that a failure can be repeated.</summary>
    private const string Replay = "20261122,7";

    private static readonly PlannedRun Any = Plan.From(Spec(Json()), Known)[0];

    // By hand: 5 goes to the first of two shares, 4 to the second, 3 to the second (4 against 5), the other 3 to the first (5 against 7), 2
    // to the second (7 against 8), 1 to the first (8 against 9). Each share then stands in the plan's order.
    [Test]
    public void Of_SixRuns_GivesEachToTheLighterShare()
    {
        var costs = new double[] { 1, 5, 3, 4, 3, 2 };

        Assert.That(Costs(new Shard(1, 2), costs), Is.EqualTo(new double[] { 1, 5, 3 }));
        Assert.That(Costs(new Shard(2, 2), costs), Is.EqualTo(new double[] { 3, 4, 2 }));
    }

    [Test]
    public void Of_RunsThatCostNothing_DealsThemOut() =>
        Assert.That(
            Enumerable.Range(1, 3).Select(number => Costs(new Shard(number, 3), new double[7]).Length), Is.EqualTo(new[] { 3, 2, 2 }));

    [Property(Replay = Replay)]
    public Property Shards_AreDisjointAndCoverThePlanInItsOrder() => Prop.ForAll(PlansAndCounts, one =>
    {
        var shares = Shares(one.Costs, one.Count);

        return shares.SelectMany(seeds => seeds).Order().SequenceEqual(Enumerable.Range(0, one.Costs.Length))
            && shares.All(seeds => seeds.SequenceEqual(seeds.Order()));
    });

    [Property(Replay = Replay)]
    public Property Shards_DifferByTheCostliestRunAtMost() => Prop.ForAll(PlansAndCounts, one =>
    {
        var loads = Shares(one.Costs, one.Count).Select(seeds => seeds.Sum(seed => one.Costs[seed])).ToList();

        return loads.Max() - loads.Min() <= one.Costs.Append(0).Max();
    });

    [Test]
    public void Of_TheLargestPlan_InAsManyShares_GivesEachOneRun()
    {
        var costs = Enumerable.Repeat(1.0, Shard.Most).ToArray();

        Assert.That(Costs(new Shard(Shard.Most, Shard.Most), costs), Has.Length.EqualTo(1));
    }

    [TestCase("1/1", 1, 1)]
    [TestCase("2/8", 2, 8)]
    [TestCase("100000/100000", 100_000, 100_000)]
    public void TryParse_AShare_ReadsAndWritesIt(string written, int number, int count)
    {
        Assert.That(Shard.TryParse(written), Is.EqualTo(new Shard(number, count)));
        Assert.That(new Shard(number, count).ToString(), Is.EqualTo(written));
    }

    [TestCase(""), TestCase("1"), TestCase("0/4"), TestCase("5/4"), TestCase("1/0"), TestCase("-1/4"), TestCase("1/4/2")]
    [TestCase("1/ 4"), TestCase("1/100001")]
    [TestCase("1.0/4"), TestCase("1/99999999999"), TestCase("one/4"), TestCase("/"), TestCase("\u0661/4")]
    public void TryParse_AnythingElse_IsNone(string written) => Assert.That(Shard.TryParse(written), Is.Null);

    // Whole costs, so that sums are exact and the bound holds without a tolerance.
    private static Arbitrary<(double[] Costs, int Count)> PlansAndCounts =>
        (from costs in Gen.Choose(0, 50).Select(cost => (double)cost).ArrayOf()
         from count in Gen.Choose(1, 12)
         select (costs, count)).ToArbitrary();

    private static List<int[]> Shares(double[] costs, int count) =>
    [
        .. from number in Enumerable.Range(1, count)
           select new Shard(number, count).Of(Runs(costs), run => costs[run.Seed]).Select(run => run.Seed).ToArray(),
    ];

    private static double[] Costs(Shard shard, double[] costs) =>
        [.. shard.Of(Runs(costs), run => costs[run.Seed]).Select(run => costs[run.Seed])];

    /// <summary>Runs that are told apart by their seed, which is their place in the plan.</summary>
    private static ImmutableArray<PlannedRun> Runs(double[] costs) => [.. costs.Select((_, index) => Any.WithSeed(index))];
}
