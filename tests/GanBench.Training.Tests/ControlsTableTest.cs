using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Text;
using GanBench.Controls;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Running;
using GanBench.Judges;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Training.Tests;

/// <summary>
/// The tables of docs/controls.md: what every control scores in every metric. With GANBENCH_APPROVE=1 they are written anew.
/// </summary>
public sealed class ControlsTableTest
{
    private const int Seeds = 5;
    private const int SampleCount = 2500;

    /// <summary>Metrics in which a cheat may do better than a perfect sampler: they look at single samples or at classes alone.</summary>
    private static readonly string[] FooledOutright = ["precision", "recall", "classifier-score", "mode-score"];

    private static readonly string Page = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "controls.md"));

    [TestCase("ring8")]
    [TestCase("ring8-imbalanced")]
    [TestCase("grid25")]
    [TestCase("glyphs")]
    [TestCase("mnist")]
    public void Controls_AreSeparated_AsTheDocsShow(string dataset)
    {
        var folder = Environment.GetEnvironmentVariable("GANBENCH_DATA");
        if (dataset == "mnist" && string.IsNullOrEmpty(folder))
            Assert.Ignore("GANBENCH_DATA is not set, so there are no MNIST files to draw from.");

        var scores = Scores(dataset, folder);
        var table = Table(scores);

        Assert.Multiple(() =>
        {
            foreach (var cheat in scores.Where(control => control.Control is not PerfectSampler))
            {
                Assert.That(
                    cheat.Values.Keys.Where(metric => IsExposed(metric, cheat, scores[0])), Is.Not.Empty,
                    $"no metric exposes {cheat.Control.Name}");
                Assert.That(
                    cheat.Values.Keys.Where(metric => IsBetter(metric, cheat, scores[0]))
                        .Select(metric => metric.Name).Except(FooledOutright),
                    Is.Empty,
                    $"{cheat.Control.Name} does better than the perfect sampler");
            }
        });
        var text = File.ReadAllText(Page);
        var present = Regex.Match(
            text, $@"## {dataset}\n\n((?:\|[^\n]*\n)+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10)).Groups[1];
        if (Environment.GetEnvironmentVariable("GANBENCH_APPROVE") == "1" && present.Value != table)
        {
            File.WriteAllText(Page, present.Success
                ? text[..present.Index] + table + text[(present.Index + present.Length)..]
                : $"{text.TrimEnd()}\n\n## {dataset}\n\n{table}");
        }
        else
        {
            Assert.That(
                present.Value, Is.EqualTo(table),
                "If the new scores are right, run this test with GANBENCH_APPROVE=1 and read what it wrote.");
        }
    }

    private static ControlScores[] Scores(string name, string? folder)
    {
        var choice = Cells.Choose(Catalogues.BitTorch.Datasets, name);
        var opened = OpenedDataset.Open(choice, new DataLocations(folder, Path.GetTempPath()), KnownJudges.Recogniser, null, default);
        return [.. KnownControls.All.Where(control => control.AppliesTo(opened.Definition))
            .Select(control => new ControlScores(control, Measure(control, opened)))];
    }

    private static Dictionary<Metric, double[]> Measure(Control control, OpenedDataset opened)
    {
        var evaluations = Enumerable.Range(0, Seeds).Select(seed =>
        {
            var values = new float[SampleCount * opened.Definition.Dimension];
            control.Draw(opened.Definition, opened.Data, SeedStream.FromSeed(seed).Derive("evaluation").Derive("control"), values);
            return opened.Examine(new Samples(values, opened.Definition.Dimension)).Metrics;
        }).ToArray();
        return KnownMetrics.For(opened.Definition)
            .ToDictionary(metric => metric, metric => Array.ConvertAll(evaluations, evaluation => evaluation[metric.Name]));
    }

    private static bool IsExposed(Metric metric, ControlScores cheat, ControlScores perfect)
    {
        var (bad, good) = (Badness(metric, cheat, perfect), Badness(metric, perfect, perfect));
        return double.IsPositiveInfinity(bad.Min()) || bad.Min() - good.Max() > good.Max() - good.Min();
    }

    private static bool IsBetter(Metric metric, ControlScores cheat, ControlScores perfect)
    {
        var (good, bad) = (Badness(metric, cheat, perfect), Badness(metric, perfect, perfect));
        return bad.Min() - good.Max() > bad.Max() - bad.Min();
    }

    private static double[] Badness(Metric metric, ControlScores scores, ControlScores perfect) =>
        Array.ConvertAll(scores.Values[metric], value => metric.Direction switch
    {
        _ when double.IsNaN(value) => double.PositiveInfinity,
        Direction.HigherIsBetter => -value,
        Direction.LowerIsBetter => value,
        Direction.TargetIsBest => Math.Abs(value - metric.Target),
        _ => Math.Abs(value - MedianOf(perfect.Values[metric])),
    });

    private static string Table(ControlScores[] scores)
    {
        var table = new StringBuilder($"| metric | {string.Join(" | ", scores.Select(control => control.Control.Name))} |\n");
        table.Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(Enumerable.Repeat(" ---: |", scores.Length))}\n");
        foreach (var metric in scores[0].Values.Keys)
        {
            var cells = scores.Select(
                control =>
                IsExposed(metric, control, scores[0]) ? $"**{Median(control.Values[metric])}**" : Median(control.Values[metric]));
            table.Append(CultureInfo.InvariantCulture, $"| {metric.Name} | {string.Join(" | ", cells)} |\n");
        }

        return table.ToString();
    }

    private static double MedianOf(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Median(double[] values)
    {
        var median = MedianOf(values);
        return double.IsNaN(median) ? "undefined" : Math.Abs(median) >= 1000 ? median.ToString("N0", CultureInfo.InvariantCulture)
            : median.ToString("G3", CultureInfo.InvariantCulture);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private sealed record ControlScores(Control Control, Dictionary<Metric, double[]> Values);
}
