using BenchmarkDotNet.Running;
using GanBench.Benchmarks.Hardware;
using GanBench.Numerics;
using GanBench.Training;

namespace GanBench.Benchmarks.Benchmarks;

/// <summary>The command <c>bench</c>.</summary>
internal static class MicrobenchCommand
{
    /// <summary>All benchmarks, in the order of the table.</summary>
    private static readonly Type[] Known =
    [
        typeof(Products), typeof(Convolutions), typeof(ElementwiseOperations), typeof(Reductions), typeof(TrainingSteps),
        typeof(WholeEvaluations), typeof(Evaluations), typeof(DistributionMetrics), typeof(FeatureDistances),
    ];

    public static int Run(bool quick, string[] filter, TextWriter output)
    {
        var peak = FusedMultiplyAddPeak.MultiplyAddsPerSecond(slices: 500);
        output.WriteLine($"{BitTorchEngine.Instance.Facts.Name}, {WidestVectors.Name} vectors; one core does {peak / 1e9:F1} billion "
            + $"multiply-adds a second ({2 * peak / 1e9:F0} GFLOP/s).");
        var summaries = BenchmarkSwitcher.FromTypes(Known).Run(["--filter", .. filter], BenchmarkSettings.Create(quick, peak)).ToArray();
        var complete = summaries.Length > 0
            && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
        return complete ? 0 : 1;
    }
}
