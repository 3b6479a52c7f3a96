using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using GanBench.Experiments.Specs;
using GanBench.Reports.Tables;

namespace GanBench.Training.Tests.Techniques;

/// <summary>
/// The scores of all techniques in docs/techniques/README.md against the committed tables. With GANBENCH_APPROVE=1 the scores are written
/// anew.
/// </summary>
public sealed partial class ScoresTableTest
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    private static readonly string[] Experiments = ["techniques", "techniques-tanh", "techniques-speed"];

    // A definition that changed its version has other ids, and then the tables must be made again: ganbench run, then copy the CSV files.
    [TestCaseSource(nameof(Experiments))]
    public void Tables_HoldEveryCellOfTheExperimentAsItIsNow(string experiment)
    {
        var spec = SpecFile.Read(Path.Combine(Root, "experiments", experiment + ".json"), Catalogues.BitTorch).Spec!;
        var cells = Rows(experiment, "cells.csv");

        Assert.That(cells.Select(cell => cell["id"]), Is.EqualTo(Plan.From(spec, Catalogues.BitTorch).Select(run => run.Id())));
        Assert.That(cells.Select(cell => cell["outcome"]), Is.All.EqualTo("completed").Or.EqualTo("diverged"));
    }

    [Test]
    public void Readme_ShowsTheScoresOfTheTables()
    {
        var file = Path.Combine(Root, "docs", "techniques", "README.md");
        var (text, table) = (File.ReadAllText(file), Table());
        var present = Scores().Match(text).Groups[1];
        if (Environment.GetEnvironmentVariable("GANBENCH_APPROVE") == "1" && present.Value != table)
            File.WriteAllText(file, text[..present.Index] + table + text[(present.Index + present.Length)..]);
        else
            Assert.That(
                present.Value,
                Is.EqualTo(table),
                "If the new scores are right, run this test with GANBENCH_APPROVE=1 and read what it wrote.");
    }

    private static string Table()
    {
        var (all, smooth, speed) =
            (Rows("techniques", "summary.csv"), Rows("techniques-tanh", "summary.csv"), Rows("techniques-speed", "summary.csv"));
        var table = new StringBuilder(
            "| technique | ring8, of 8 | grid25, of 25 | grid25 with tanh, of 25 | operations/step | steps/s |\n"
            + "| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var ring in all.Where(row => row["dataset"] == "ring8"))
        {
            var name = ring["technique"];
            var (grid, tanh, timed) = (Row(all, "grid25", name), Row(smooth, "grid25", name), Row(speed, "ring8", name));
            var isControl = ring["kind"] == "control";
            var (operations, rate) = isControl
                ? ("", "")
                : (Operations.Text(Number(ring, "operations-per-generator-step")),
                   Number(timed!, "generator-steps-per-second").ToString("N0", CultureInfo.InvariantCulture));
            table.Append(CultureInfo.InvariantCulture,
                $"| {(isControl ? "control: " : "")}{name} | {Cell(ring)} | {Cell(grid)} | {(isControl ? "" : Cell(tanh))} ");
                table.Append(CultureInfo.InvariantCulture, $"| {operations} | {rate} |\n");
        }

        return table.ToString();
    }

    /// <summary>
    /// <c>4.7 [3, 6] · 0.48</c>: modes at share, interquartile mean and range, and high-quality share; how many seeds diverged where some
    /// did.
    /// </summary>
    private static string Cell(Dictionary<string, string>? row)
    {
        if (row is null) return "";
        var diverged = row["diverged"] == "0" ? "" : $" ({row["diverged"]} of {row["seeds"]} diverged)";
        if (row["completed"] == "0") return diverged.Trim();
        var mean = Number(row, "modes-at-share-interquartile-mean");
        var (low, high) = (Number(row, "modes-at-share-minimum"), Number(row, "modes-at-share-maximum"));
        var quality = Number(row, "high-quality-share-interquartile-mean");
        return string.Create(CultureInfo.InvariantCulture, $"{mean:0.#} [{low}, {high}] · {quality:0.00}{diverged}");
    }

    private static Dictionary<string, string>? Row(List<Dictionary<string, string>> rows, string dataset, string technique) =>
        rows.SingleOrDefault(row => row["dataset"] == dataset && row["technique"] == technique);

    private static double Number(Dictionary<string, string> row, string column) =>
        row[column].Length == 0 ? double.NaN : double.Parse(row[column], CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Rows(string experiment, string table)
    {
        using var csv = CsvReader.FromFile(Path.Combine(Root, "results", "reference", experiment, table));
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(csv.Headers.ToDictionary(name => name, name => csv.GetString(name)));
        return rows;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"## Scores\n(?s:.*?)\n\n((?:\|[^\n]*\n)+)")]
    private static partial Regex Scores();
}
