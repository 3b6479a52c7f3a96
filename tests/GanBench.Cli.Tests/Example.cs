using System.Collections.Immutable;
using System.Text;
using GanBench.Cli.Hosting;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Experiments.Specs;

namespace GanBench.Cli.Tests;

/// <summary>Plans for tests.</summary>
internal static class Example
{
    public static Catalogue Catalogue { get; } = KnownCatalogue.Of(Engines.Default);

    public static ImmutableArray<PlannedRun> Plan(
        string datasets = """["ring8"]""", string techniques = """["ns-gan"]""", string seeds = "[0]", int generatorSteps = 10)
    {
        var reading = SpecParser.Parse("test.json", Encoding.UTF8.GetBytes(
            $$"""
            {
              "name": "test", "question": "?", "datasets": {{datasets}}, "techniques": {{techniques}}, "controls": false,
              "seeds": {{seeds}}, "generator-steps": {{generatorSteps}}
            }
            """), Catalogue);
        return GanBench.Experiments.Specs.Plan.From(reading.Spec ?? throw new ArgumentException(reading.Describe()), Catalogue);
    }
}
