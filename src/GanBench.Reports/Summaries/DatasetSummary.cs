using System.Collections.Immutable;
using GanBench.Experiments.Plans;
using GanBench.Statistics;

namespace GanBench.Reports.Summaries;

/// <summary>What is known of a dataset of a plan.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Metrics">Names of the metrics that its cells are measured with, in the catalogue's order.</param>
/// <param name="Techniques">The techniques tried on it, in the plan's order; controls come last.</param>
public sealed record DatasetSummary(string Dataset, ImmutableArray<string> Metrics, ImmutableArray<TechniqueSummary> Techniques)
{
    private const string PreferredBaseline = "ns-gan";

    /// <summary>Its cells in the plan's order.</summary>
    public IEnumerable<Cell> Cells => Techniques.SelectMany(technique => technique.Cells);

    /// <summary>K, the number of modes; null while no cell of it has been measured.</summary>
    public int? ModeCount => Cells
        .Where(cell => cell.Last is not null)
        .Select(cell => (int?)cell.Last!.ModeCounts.Length)
        .FirstOrDefault();

    /// <summary>
    /// What the others are compared with: <c>ns-gan</c> where it is there, else the first technique; null when there are only controls.
    /// </summary>
    public TechniqueSummary? Baseline =>
        Techniques.FirstOrDefault(
            technique => technique.Technique == BaselineOf(Techniques.Where(other => !other.IsControl).Select(other => other.Technique)));

    internal static DatasetSummary From(string name, ImmutableArray<Cell> cells, Catalogue catalogue, Bootstrap bootstrap)
    {
        var metrics = catalogue.Metrics.Where(metric => catalogue.MetricApplies(cells[0].Run.Dataset, metric.Name)).ToImmutableArray();
        var techniques = cells
            .GroupBy(cell => cell.Technique, StringComparer.Ordinal)
            .Select(technique => (Label: technique.Key, Cells: technique.ToImmutableArray(), Control: technique.First().IsControl))
            .ToImmutableArray();
        var baseline = BaselineOf(techniques.Where(technique => !technique.Control).Select(technique => technique.Label));
        var scores = techniques.ToDictionary(
            technique => technique.Label, _ => ImmutableSortedDictionary.CreateBuilder<string, MetricSummary>(StringComparer.Ordinal));
        foreach (var metric in metrics)
        {
            var scale = metric.Scale
                ?? throw new ArgumentException(
                    $"Bug in GanBench: the catalogue does not tell the range of the metric {metric.Name}.", nameof(catalogue));
            var seeds = techniques.ToDictionary(
                technique => technique.Label, technique => SeedScore.Of(technique.Cells, metric.Name));
            var others = techniques.Where(technique => !technique.Control && technique.Label != baseline)
                .Select(technique => (technique.Label, seeds[technique.Label]));
            var comparisons = baseline is null || !scale.IsOrdered
                ? ImmutableDictionary<string, BaselineComparison>.Empty
                : BaselineComparison.Of(baseline, seeds[baseline], others, scale, bootstrap);
            foreach (var (label, all, _) in techniques)
                scores[label][metric.Name] = MetricSummary.From(
                    seeds[label], all.Count(cell => !cell.IsMeasured(metric.Name)), bootstrap, comparisons.GetValueOrDefault(label));
        }

        return new DatasetSummary(
            name,
            [.. metrics.Select(metric => metric.Name)],
            [.. techniques.Select(
                technique => TechniqueSummary.From(technique.Label, technique.Cells, scores[technique.Label].ToImmutable()))]);
    }

    /// <summary>The preferred one of some techniques, else the first.</summary>
    internal static string? BaselineOf(IEnumerable<string> techniques) =>
        techniques.Aggregate(
            (string?)null, (baseline, technique) => baseline is null || technique == PreferredBaseline ? technique : baseline);
}
