using System.Collections.Immutable;
using GanBench.Benchmarks.Hardware;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>Writes the result as a Markdown table.</summary>
internal static class PeerTable
{
    public static void Write(ImmutableArray<PeerResult> results, PeerSettings settings, TextWriter output)
    {
        var peak = Median(results.SelectMany(result => result.Peaks));
        output.WriteLine($"{results[0].BitTorchEngine}, beside {results[0].PyTorchEngine}");
        output.WriteLine(
            $"{Machine.Processor}; one core does {peak / 1e9:F1} billion multiply-adds a second ({2 * peak / 1e9:F0} GFLOP/s)");
        var seconds = settings.Clock == Clock.Wall ? "seconds that pass" : "seconds on the core";
        output.WriteLine($"Steps per second, median of {settings.Slices} slices of {settings.Seconds} s in turn; {seconds}.");
        output.WriteLine();
        output.WriteLine(
            "| step | BitTorch, 1 core | share of peak | PyTorch, 1 thread | ratio "
            + "| BitTorch, 2 threads | gain | PyTorch, 2 threads | ratio |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
        {
            var ours = Rates(result.BitTorch, settings.Clock);
            var share = Median(ours.Zip(result.Peaks, (rate, roundPeak) => rate * result.Step.MultiplyAdds / roundPeak));
            var oursTwo = Rates(result.BitTorchOnTwo, settings.Clock);
            var two = oursTwo.IsEmpty
                ? "- | -"
                : $"{Rate(Median(oursTwo))} | {Median(oursTwo.Zip(ours, (both, single) => both / single)):F2}";
            output.WriteLine($"| {result.Step.Name} | {Rate(Median(ours))} | {share:P0} | {Beside(ours, result.PyTorch, settings.Clock)} "
                + $"| {two} | {Beside(oursTwo, result.PyTorchOnTwo, settings.Clock)} |");
        }
    }

    /// <summary>The other's rate and the median of the rounds' ratios.</summary>
    private static string Beside(ImmutableArray<double> ours, ImmutableArray<Slice> slices, Clock clock)
    {
        if (slices.IsEmpty) return "- | -";
        var theirs = Rates(slices, clock);
        return $"{Rate(Median(theirs))} | {Median(ours.Zip(theirs, (mine, other) => mine / other)):F1}";
    }

    private static ImmutableArray<double> Rates(ImmutableArray<Slice> slices, Clock clock) =>
        [.. slices.Select(slice => slice.StepsPerSecond(clock))];

    private static string Rate(double rate) => rate.ToString(rate < 100 ? "F1" : "F0");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
