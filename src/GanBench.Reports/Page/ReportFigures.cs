using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Reports.Figures;
using GanBench.Reports.Summaries;
using GanBench.Reports.Tables;

namespace GanBench.Reports.Page;

/// <summary>Chooses and fills the figures of a dataset.</summary>
internal static class ReportFigures
{
    private const string Captured = "modes-captured";

    /// <summary>The file name, what it shows in words, and the SVG text of each figure that there is something for.</summary>
    public static IEnumerable<(string FileName, string Alternative, string Svg)> Of(DatasetSummary dataset, PointModes? modes)
    {
        if (Shown(dataset).Any(cell => cell.Record is not null) && modes is { Centres.Dimension: 2 })
        {
            var scatter = new ModeScatter($"{dataset.Dataset}: the data's modes and what each technique generates", modes,
                [.. dataset.Techniques.Zip(
                    Shown(dataset), (technique, cell) => new ScatterPanel(technique.Technique, Caption(cell), Points(cell)))]);
            yield return (
                $"{dataset.Dataset}-samples.svg", $"Generated points over the modes of {dataset.Dataset}, one panel per technique",
                scatter.ToSvg());
        }
        else if (Shown(dataset).Any(cell => cell.Record?.Result.Samples is { Pixels.Length: > 0 }))
        {
            var sheet = new ImageSheet($"{dataset.Dataset}: what each technique generates",
                [.. dataset.Techniques.Zip(
                    Shown(dataset), (technique, cell) => new ImagePanel(technique.Technique, Caption(cell), cell.Record?.Result.Samples))]);
            yield return (
                $"{dataset.Dataset}-samples.svg", $"Generated images of {dataset.Dataset}, one panel per technique", sheet.ToSvg());
        }

        if (dataset.ModeCount is { } count && dataset.Cells.Any(cell => cell.Last?.Metrics.ContainsKey(ModesAtShare.Name) == true))
        {
            ImmutableArray<CoverageSeries> series =
            [
                .. from technique in dataset.Techniques
                   where !technique.IsControl
                   select new CoverageSeries(technique.Technique, [.. technique.Cells.Select(Trajectory).Where(seed => seed.Length > 0)]),
            ];
            var (title, name) = ($"{dataset.Dataset}: modes at share while training", $"{dataset.Dataset}-coverage.svg");
            var alternative = $"Modes at share of {dataset.Dataset} over generator steps";
            var compared = dataset.Baseline ?? dataset.Techniques[0];
            yield return series.Length <= Palette.Count
                ? (name, $"{alternative}, one colour per technique", new CoverageCurve(title, count, series).ToSvg())
                : (name, $"{alternative}, one panel per technique", new CoveragePanels(title, count, series, compared.Technique).ToSvg());

            var dots = new SeedDots($"{dataset.Dataset}: modes at share of every seed", count, [.. dataset.Techniques.Select(Dots)]);
            yield return ($"{dataset.Dataset}-seeds.svg", $"Modes at share of {dataset.Dataset}, one dot per seed", dots.ToSvg());
        }
    }

    /// <summary>The performance profiles over all datasets: the baseline, then the others from the best score down.</summary>
    public static (string FileName, string Alternative, string Svg) Profiles(PooledSummary pooled) => (
        "profiles.svg",
        "Share of the runs that keep at least a share of the modes, one line per technique",
        new ProfileCurve("Which share of the runs keeps its modes, all datasets together",
        [
            .. pooled.Techniques
                .OrderByDescending(technique => technique.Technique == pooled.Baseline)
                .ThenByDescending(technique => technique.Score)
                .Select(technique => new ProfileSeries(technique.Technique, technique.Profile)),
        ]).ToSvg());

    private static SeedDotRow Dots(TechniqueSummary technique)
    {
        var score = technique.Metrics[ModesAtShare.Name];
        return new SeedDotRow(
            technique.Technique,
            technique.IsControl,
            [.. score.Seeds.Select(seed => seed.Value)],
            score.Spread.InterquartileMean,
            score.Interval);
    }

    /// <summary>The cell that stands for each technique: the first that has samples, else the first.</summary>
    private static IEnumerable<Cell> Shown(DatasetSummary dataset) => dataset.Techniques.Select(technique =>
        technique.Cells.FirstOrDefault(cell => cell.Record?.Result.Samples is not null) ?? technique.Cells[0]);

    private static string Caption(Cell cell)
    {
        var seed = $"seed {ResultText.Count(cell.Run.Seed)}: ";
        if (cell.State is not (CellState.Completed or CellState.Diverged) || cell.Last is not { } last)
            return seed + cell.StateName;
        var score = cell.Final(ModesAtShare.Name) is var modes && double.IsNaN(modes)
            ? "modes at share undefined"
            : $"{ResultText.Number(modes)} of {ResultText.Count(last.ModeCounts.Length)} modes at share";
        return seed + score + (cell.State == CellState.Diverged ? ", diverged" : "");
    }

    private static Samples? Points(Cell cell) => cell.Record?.Result.Samples is { Shape: [2], Points.Length: > 0 } sheet
        ? new Samples(sheet.Points.AsMemory(), 2)
        : null;

    private static ImmutableArray<CoveragePoint> Trajectory(Cell cell) =>
    [
        .. (cell.Record?.Result.Trajectory ?? []).Select(evaluation => new CoveragePoint(
            evaluation.GeneratorStep, Cell.Value(evaluation, ModesAtShare.Name), Cell.Value(evaluation, Captured))),
        .. cell.State == CellState.Diverged ? NoModesSince(cell) : [],
    ];

    /// <summary>A run that diverged holds no mode at the checkpoints that it did not reach, as in the tables.</summary>
    private static IEnumerable<CoveragePoint> NoModesSince(Cell cell) =>
        from checkpoint in Enumerable.Range(1, cell.Run.Evaluation.Checkpoints)
        let step = (int)((long)checkpoint * cell.Run.GeneratorSteps / cell.Run.Evaluation.Checkpoints)
        where step > (cell.Last?.GeneratorStep ?? -1)
        select new CoveragePoint(step, 0, 0);
}
