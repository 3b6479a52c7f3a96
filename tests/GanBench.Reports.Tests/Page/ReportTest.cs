using GanBench.Datasets;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Metrics;
using GanBench.Reports.Page;
using GanBench.Reports.Summaries;
using GanBench.Reports.Tests.Summaries;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Reports.Tests.Page;

public class ReportTest
{
    private static readonly ReportInput Input = new(
        ExampleRecords.Spec, ExampleRecords.Plan, ExampleRecords.Records, ExampleRecords.Catalogue, ModesOf,
        "make run SPEC=experiments/example.json");

    [Test]
    public void From_TheExample_IsAsApproved()
    {
        var files = Report.From(Input with { Catalogue = ExampleRecords.Catalogue });

        Assert.That(files.Select(file => file.Name), Is.EqualTo(
            new[] { "report.md", "ring8-samples.svg", "ring8-coverage.svg", "ring8-seeds.svg" }));
        ApprovedText.Check("report.md", files[0].Content);
        ApprovedText.Check("coverage.svg", files[2].Content);
        ApprovedText.Check("seeds.svg", files[3].Content);
    }

    [Test]
    public void From_TheSameInput_HasTheSameBytes() =>
        Assert.That(Report.From(Input with { Command = Input.Command }), Is.EqualTo(Report.From(Input)));

    [Test]
    public void From_ATechniqueWithSettingsOfItsOwn_SaysThemBesideItsName()
    {
        var spec = Spec(Json(
            datasets: """["ring8"]""",
            techniques: """
                ["ns-gan", "wgan-gp", { "name": "wgan-gp", "lambda": 1, "settings": { "discriminator-steps": 3, "rate": 2e-3 } }]
                """));

        var report = Report.From(Input with { Spec = spec, Plan = Plan.From(spec, Known), Records = RecordSet.Empty })[0].Content;

        Assert.That(report, Does.Contain("discriminator steps 1, ").And.Contain("(critics 5, lambda 10); "));
        Assert.That(report, Does.Contain("(critics 5, lambda 1) with discriminator steps 3, rate 0.002\n"));
    }

    [Test]
    public void From_AnImageDataset_NamesItsJudgeAndShowsItsImages()
    {
        var plan = Plan.From(Spec(Json(datasets: """["mnist"]""")), Known);
        var result = Completed(Evaluation(100, [1, 0], ("modes-at-share", 1))) with
        {
            Samples = new SampleSheet([1, 2, 2], [], [0, 85, 170, 255]),
            Judge = new JudgeFacts("mnist-conv-v1", new string('c', 64), 0.98765, 0.9),
        };

        var judged = Known with { Judges = Known.Judges.Add("mnist", "mnist-conv-v1") };
        var files = Report.From(
            Input with { Plan = plan, Records = RecordSet.Empty.With(RunRecord.Of(plan[0], result, Cost(), Host)), Catalogue = judged });

        Assert.That(files[0].Content, Does.Contain(
            $"- Judge: mnist-conv-v1, test accuracy 0.9877, high quality from a confidence of 0.900, weights `{new string('c', 64)}`"));
        Assert.That(files[1], Has.Property("Name").EqualTo("mnist-samples.svg").And.Property("Content").Contains("data:image/png"));
    }

    [Test]
    public void From_APlanThatWasNeverRun_SaysSo()
    {
        var files = Report.From(Input with { Records = RecordSet.Empty });

        Assert.That(files, Has.Length.EqualTo(1));
        Assert.That(files[0].Content, Does.Contain("6 cells not run (ns-gan seeds 0, 1, 2; wgan-gp (lambda 0.1) seeds 0, 1, 2)."));
    }

    [Test]
    public void Write_AReport_LeavesItsFilesAndNothingElse()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("ganbench-").FullName, "example");

        Report.Write(folder, Report.From(Input));
        Report.Write(folder, Report.From(Input));

        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(4));
        Assert.That(File.ReadAllText(Path.Combine(folder, "report.md")), Is.EqualTo(Report.From(Input)[0].Content));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Test]
    public void From_RecordsWithoutOperations_HasNoColumnForThem()
    {
        var plan = Plan.From(Spec(Json()), Known);
        var records = RecordSet.Empty.With(RunRecord.Of(plan[0], Completed(Evaluation(100, [1], ("modes-at-share", 1))), Cost(), Host));

        Assert.That(
            Report.From(Input with { Plan = plan, Records = records, Catalogue = Known })[0].Content, Does.Not.Contain("operations"));
    }

    [Test]
    public void From_ACombination_DescribesItsPartsAndShowsItsLabel()
    {
        var plan = Plan.From(Spec(Json(techniques: """[["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }]]""")), Known);
        var records = RecordSet.Empty.With(RunRecord.Of(plan[0], Completed(Evaluation(100, [1], ("modes-at-share", 1))), Cost(), Host));

        var report = Report.From(Input with { Plan = plan, Records = records, Catalogue = Known })[0].Content;
        var cells = CsvTables.Cells(Summary.From(plan, records, Known));

        Assert.That(
            report, Does.Contain("- Techniques: ns-gan v1 + wgan-gp v2 (critics 5, lambda 0.1)").And.Contain(
                "| ns-gan + wgan-gp (lambda 0.1) |"));
        Assert.That(cells, Does.Contain(",ns-gan + wgan-gp (lambda 0.1),technique,,wgan-gp.critics=5 wgan-gp.lambda=0.1,"));
    }

    [TestCase(6, "one colour per technique")]
    [TestCase(7, "one panel per technique")]
    public void From_MoreTechniquesThanColours_GivesEachAPanel(int techniques, string figure)
    {
        var choices = string.Join(", ", Enumerable.Range(1, techniques - 1)
            .Select(lambda => $$"""{ "name": "wgan-gp", "lambda": {{lambda}} }""")
            .Prepend("\"ns-gan\""));
        var plan = Plan.From(Spec(Json(techniques: $"[{choices}]")), Known);
        var records = plan.Aggregate(
            RecordSet.Empty, (set, run) =>
                set.With(RunRecord.Of(run, Completed(Evaluation(100, [1, 0, 0, 0, 0, 0, 0, 0], ("modes-at-share", 1))), Cost(), Host)));

        var report = Report.From(Input with { Plan = plan, Records = records });

        Assert.That(report[0].Content, Does.Contain($"![Modes at share of ring8 over generator steps, {figure}](ring8-coverage.svg)"));
    }

    private static PointModes? ModesOf(string dataset) => dataset == "ring8" ? Ring() : null;
}
