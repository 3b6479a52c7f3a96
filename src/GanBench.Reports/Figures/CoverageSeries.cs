using System.Collections.Immutable;
using GanBench.Reports.Summaries;

namespace GanBench.Reports.Figures;

/// <summary>One technique of a coverage curve.</summary>
/// <param name="Label">The technique's label.</param>
/// <param name="Seeds">The evaluations of each seed, by generator step.</param>
public sealed record CoverageSeries(string Label, ImmutableArray<ImmutableArray<CoveragePoint>> Seeds)
{
    /// <summary>The last generator step of any of them; 0 without an evaluation.</summary>
    internal static int LastStep(IEnumerable<CoverageSeries> all) =>
        all.SelectMany(series => series.Seeds).SelectMany(seed => seed).Select(point => point.GeneratorStep).DefaultIfEmpty(0).Max();

    /// <summary>The interquartile mean over the seeds that were evaluated, by generator step.</summary>
    internal IEnumerable<(int Step, double Modes)> CentreOf(Func<CoveragePoint, double> value) =>
        from point in Seeds.SelectMany(seed => seed)
        group value(point) by point.GeneratorStep into step
        orderby step.Key
        select (step.Key, SeedSpread.Of(step).InterquartileMean);
}
