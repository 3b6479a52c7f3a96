using System.Collections.Immutable;
using GanBench.Cli.Workers;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Specs;

namespace GanBench.Cli.Tests.Workers;

public sealed class WorkloadTest
{
    [Test]
    public void Take_HandsOutPreparationsFirstThenTheLongestReadyCell()
    {
        var reading = SpecParser.Parse("test.json", """
            {
              "name": "test", "question": "?", "seeds": [4], "generator-steps": 100, "controls": false,
              "datasets": ["ring8", { "name": "mnist", "generator-steps": 50 }], "techniques": ["ns-gan", "wgan-gp"]
            }
            """u8.ToArray(), Example.Catalogue);
        var work = new Workload(Plan.From(reading.Spec!, Example.Catalogue), new WorkEstimate().Of);

        Assert.That(Preparation(work.Take()), Is.EqualTo("mnist"), "its cells are the longest: 50 x 6 x 10 updates against 100 x 6");
        Assert.That(Preparation(work.Take()), Is.EqualTo("ring8"));
        Assert.That(work.Take(), Is.Null, "nothing is ready");
        work.MarkReady(Choice("ring8"));
        Assert.That(Cell(work.Take()), Is.EqualTo("ring8 wgan-gp"));
        work.MarkReady(Choice("mnist"));
        Assert.That(Cell(work.Take()), Is.EqualTo("mnist wgan-gp"));
        Assert.That(work.Remove(Choice("ring8")).Select(run => run.Technique.Name), Is.EqualTo(new[] { "ns-gan" }));
        Assert.That(Cell(work.Take()), Is.EqualTo("mnist ns-gan"));
        Assert.That(work.Take(), Is.Null);
    }

    private static Choice Choice(string name) => new(name, 1, ImmutableSortedDictionary<string, SettingValue>.Empty);

    private static string? Preparation(Assignment? assignment) => (assignment as Assignment.Prepare)?.Dataset.Name;

    private static string? Cell(Assignment? assignment) =>
        assignment is Assignment.Train { Run: var run } ? $"{run.Dataset.Name} {run.Technique.Name}" : null;
}
