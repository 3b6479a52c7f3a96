using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Metrology;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>How the benchmarks are run and shown.</summary>
internal static class BenchmarkSettings
{
    /// <param name="quick">Fewer and shorter measurements: minutes instead of most of an hour.</param>
    /// <param name="peak">Multiply-adds a second that one core can do.</param>
    public static IConfig Create(bool quick, double peak)
    {
        // In this process: nothing has to be generated and built, and the peak was measured under the same conditions.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithId(quick ? "quick" : "full");
        job = quick
            ? job.WithWarmupCount(2).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(80))
            : job.WithWarmupCount(4).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(300));
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
            .AddColumn(StatisticColumn.Median, StatisticColumn.Min, new ShareOfPeakColumn(peak))
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
            .WithSummaryStyle(new SummaryStyle(
                CultureInfo.InvariantCulture, printUnitsInHeader: true, SizeUnit.KB, TimeUnit.Microsecond, printUnitsInContent: false,
                maxParameterColumnWidth: 40))
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary);
    }
}
