using System.Globalization;
using CsvHelper;
using GanBench.Summaries;
using GanBench.Tests.Experiments;

namespace GanBench.Tests.Summaries;

public class CsvTablesTest
{
    private static readonly Summary Summary = Summary.From(ExampleRecords.Plan, ExampleRecords.Records, ExampleRecords.Catalogue);

    [Test]
    public void Tables_OfTheExample_AreAsApproved()
    {
        using var russian = new RussianNumbers();

        ApprovedText.Check("cells.csv", CsvTables.Cells(Summary));
        ApprovedText.Check("trajectory.csv", CsvTables.Trajectory(Summary));
        ApprovedText.Check("summary.csv", CsvTables.Techniques(Summary));
    }

    [Test]
    public void Cells_ReadBack_HaveTheSameBits()
    {
        using var csv = new CsvReader(new StringReader(CsvTables.Cells(Summary)), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        csv.Read();

        Assert.That(csv.GetField<double>("reverse-kl"), Is.EqualTo(2.0794415416798357));
        Assert.That(csv.HeaderRecord, Is.Unique);
    }

    [Test]
    public void Write_IntoAFolder_LeavesThreeFilesAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("ganbench-").FullName;

        CsvTables.Write(folder, Summary);

        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "cells.csv", "trajectory.csv", "summary.csv" }));
        Directory.Delete(folder, recursive: true);
    }
}
