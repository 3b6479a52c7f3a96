using System.Runtime.CompilerServices;
using GanBench.Datasets;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Reports.Page;
using GanBench.Reports.Summaries;
using GanBench.Reports.Tables;

namespace GanBench.Training.Tests;

/// <summary>The committed reference results: whole, of this version's definitions, and the source of the committed report.</summary>
public sealed class ReferenceTest
{
    private static readonly string Root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..");

    private static readonly ExperimentSpec Spec = SpecFile.Read(Path.Combine(Root, "experiments", "quick.json"), Catalogues.BitTorch).Spec!;

    private static readonly RecordSet Records = new RecordStore(Path.Combine(Root, "results", "reference", "quick")).Load(
        Plan.From(Spec, Catalogues.BitTorch));

    // A definition that changed its version has other ids, and then the reference must be run again: make bench, then copy it.
    [Test]
    public void Records_AreThereForEveryCellOfTheQuickExperimentAsItIsNow() =>
        Assert.That(Plan.From(Spec, Catalogues.BitTorch).Where(run => !Records.IsDone(run)).Select(run => run.Id()), Is.Empty);

    [Test]
    public void Report_IsWhatTheRecordsGive()
    {
        var modes = KnownDatasets.All.ToDictionary(known => known.Name, known => known.Default.Modes);

        var files = Report.From(new ReportInput(
            Spec, Plan.From(Spec, Catalogues.BitTorch), Records, Catalogues.BitTorch, name => modes[name], "bin/ganbench run quick"));

        Assert.Multiple(() =>
        {
            foreach (var file in files)
                Assert.That(
                    File.ReadAllText(Path.Combine(Root, "reports", "reference", "quick", file.Name)), Is.EqualTo(file.Content), file.Name);
        });
    }

    [Test]
    public void Readme_ShowsTheReferencesModesAtShare()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var summary = Summary.From(Plan.From(Spec, Catalogues.BitTorch), Records, Catalogues.BitTorch);

        Assert.Multiple(() =>
        {
            foreach (var table in summary.Datasets.Select(ResultTables.Main))
            {
                var atShare = table.Columns.IndexOf("modes at share [95 %]");
                foreach (var row in table.Rows.SkipLast(table.Controls))
                    Assert.That(readme, Does.Contain(row[atShare]), $"modes at share of {row[0]}");
            }
        });
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
