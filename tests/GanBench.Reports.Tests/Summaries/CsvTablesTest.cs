using CsvHelper;
using GanBench.Experiments.Records;
using GanBench.Reports.Summaries;

namespace GanBench.Reports.Tests.Summaries;

public class CsvTablesTest
{
    private static readonly Summary Summary = Summary.From(ExampleRecords.Plan, ExampleRecords.Records, ExampleRecords.Catalogue);

    [Test]
    public void Tables_OfTheExample_AreAsApproved()
    {
        ApprovedText.Check("cells.csv", CsvTables.Cells(Summary));
        ApprovedText.Check("trajectory.csv", CsvTables.Trajectory(Summary));
        ApprovedText.Check("summary.csv", CsvTables.Techniques(Summary));
        ApprovedText.Check("statistics.csv", CsvTables.Statistics(Summary));
        ApprovedText.Check("pooled.csv", CsvTables.Pooled(Summary));
    }

    [Test]
    public void Cells_ReadBack_HaveTheSameBits()
    {
        using var csv = CsvReader.FromText(CsvTables.Cells(Summary));
        csv.Read();

        Assert.That(csv.Parse<double>("reverse-kl"), Is.EqualTo(2.0794415416798357));
        Assert.That(csv.Headers, Is.Unique);
    }

    [Test]
    public void Trajectory_OfACellWithAveragedWeights_HasALineForEachOfThem()
    {
        var run = ExampleRecords.Plan[0];
        var record = ExampleRecords.Records.Records[run.Id()];
        var averages = record.Result.Trajectory.Select(evaluation => evaluation with
        {
            Averages =
            [
                new AveragedEvaluation(0.9, [1, 2], evaluation.Metrics.SetItem("modes-captured", 2)),
                new AveragedEvaluation(0.999, [3, 4], evaluation.Metrics.SetItem("modes-captured", 4)),
            ],
        });
        var averaged = RunRecord.Of(run, record.Result with { Trajectory = [.. averages] }, record.Cost, record.Host);

        using var csv = CsvReader.FromText(
            CsvTables.Trajectory(Summary.From([run], RecordSet.Empty.With(averaged), ExampleRecords.Catalogue)));
        var lines = new List<(int, string, double, string, string)>();
        while (csv.Read())
        {
            lines.Add((
                csv.Parse<int>("generator-step"),
                csv.Parse<string>("weights"),
                csv.Parse<double>("modes-captured"),
                csv.Parse<string>("discriminator-accuracy"),
                csv.Parse<string>("mode-counts")));
        }

        Assert.That(lines, Is.EqualTo(new[]
        {
            (0, "last", 0, "0.5", "0 0 0 0 0 0 0 0"), (0, "average 0.9", 2, "", "1 2"), (0, "average 0.999", 4, "", "3 4"),
            (100, "last", 1, "0.875", "2250 0 0 0 0 0 0 0"), (100, "average 0.9", 2, "", "1 2"), (100, "average 0.999", 4, "", "3 4"),
        }));
    }

    // Three ring runs of ns-gan keep 1, 2 and 3 of 8 modes.
    [Test]
    public void Profiles_OfTheExample_StepDownAtTheRunsScores()
    {
        var lines = CsvTables.Profiles(Summary).Split('\n');

        Assert.That(lines[0], Is.EqualTo("technique,runs,share-of-modes,share-of-runs,lower,upper"));
        Assert.That(lines, Has.Length.EqualTo(1 + (2 * 101) + 1));
        Assert.That(lines, Does.Contain("ns-gan,3,0.12,1,1,1").And
            .Contain("ns-gan,3,0.13,0.6666666666666666,0,1").And
            .Contain("ns-gan,3,0.38,0,0,0"));
        Assert.That(
            lines, Does.Contain("wgan-gp,3,1,0.6666666666666666,0,1"), "two of three keep all modes, and the diverged one counts as none");
    }

    [Test]
    public void Write_IntoAFolder_LeavesItsFilesAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("ganbench-").FullName;

        CsvTables.Write(folder, Summary);

        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(
            new[] { "cells.csv", "trajectory.csv", "summary.csv", "statistics.csv", "pooled.csv", "profiles.csv" }));
        Directory.Delete(folder, recursive: true);
    }
}
