using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Cli.Planning;

/// <summary>The cells of a plan that differ in nothing but their seed.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Seeds">Their seeds, in the plan's order.</param>
internal sealed record PlanGroup(PlannedRun First, ImmutableArray<int> Seeds)
{
    private const string Averages = "averages";
    private static readonly ImmutableArray<string> Protocol = ["generator-steps", "samples", "checkpoints", Averages];

    /// <summary>Whether something is trained.</summary>
    public bool IsTrained => First.GeneratorSteps > 0;

    /// <summary>The groups of a plan, in the order of their first cells.</summary>
    public static ImmutableArray<PlanGroup> Of(ImmutableArray<PlannedRun> plan) =>
    [
        .. plan.GroupBy(run => run.WithSeed(0).Id(), StringComparer.Ordinal)
            .Select(group => new PlanGroup(group.First(), [.. group.Select(run => run.Seed)])),
    ];

    /// <summary>All that a spec says of these cells beside dataset and technique, by the names that it has in a spec.</summary>
    public ImmutableSortedDictionary<string, SettingValue> Facts
    {
        get
        {
            var (training, evaluation) = (First.Training, First.Evaluation);
            var facts = training.Settings.SetItem("generator-steps", training.GeneratorSteps).SetItem("samples", evaluation.Samples)
                .SetItem("checkpoints", evaluation.Checkpoints);
            return evaluation.Averages.IsEmpty
                ? facts
                : facts.SetItem(Averages, SettingValue.Of(evaluation.Averages.AsSpan()));
        }
    }

    /// <summary>What all of some groups have in common.</summary>
    public static ImmutableSortedDictionary<string, SettingValue> Common(IReadOnlyCollection<PlanGroup> groups) => groups.Count == 0
        ? SettingLayers.None
        : groups.Select(group => group.Facts).Aggregate((common, next) =>
            common.RemoveRange(common.Where(fact => next.GetValueOrDefault(fact.Key) != fact.Value).Select(fact => fact.Key)));

    /// <summary>Facts for people: <c>generator-steps 10000</c>, <c>batch 256</c>; what both sides share is said once.</summary>
    public static ImmutableArray<string> Texts(ImmutableSortedDictionary<string, SettingValue> facts) =>
    [
        .. Protocol.Where(facts.ContainsKey).Select(name => $"{name} {facts[name]}"),
        .. SettingLayers.Brief(facts.RemoveRange(Protocol)).Select(setting => $"{setting.Name} {setting.Value}"),
    ];
}
