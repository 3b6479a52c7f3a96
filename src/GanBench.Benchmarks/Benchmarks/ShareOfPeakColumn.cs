using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>Multiply-adds a second as a share of the peak, by the median; empty where a benchmark's work is not multiply-adds.</summary>
/// <param name="peak">Multiply-adds a second that one core can do.</param>
internal sealed class ShareOfPeakColumn(double peak) : IColumn
{
    public string Id => nameof(ShareOfPeakColumn);

    public string ColumnName => "Share of peak";

    public string Legend => "Multiply-adds of the products and convolutions a second, divided by what one core does in registers";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var work = benchmarkCase.Parameters.Items.Select(item => item.Value).OfType<IWork>().FirstOrDefault();
        var nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Median;
        return work is null || nanoseconds is null
            ? string.Empty
            : (work.MultiplyAdds / (nanoseconds.Value * 1e-9) / peak).ToString("P0");
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;
}
