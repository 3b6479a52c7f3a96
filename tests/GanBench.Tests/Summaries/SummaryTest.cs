using GanBench.Summaries;
using static GanBench.Tests.Experiments.Example;

namespace GanBench.Tests.Summaries;

public class SummaryTest
{
    private static readonly Summary Summary = Summary.From(ExampleRecords.Plan, ExampleRecords.Records, Known);

    [Test]
    public void From_APlan_KeepsEveryCellInItsOrder() =>
        Assert.That(Summary.Cells.Select(cell => cell.Run.Id()), Is.EqualTo(ExampleRecords.Plan.Select(run => run.Id())));

    [Test]
    public void From_CompletedSeeds_SumsUpTheirLastEvaluation()
    {
        var technique = Summary.Datasets[0].Techniques[0];

        Assert.That(technique.Technique, Is.EqualTo("ns-gan"));
        Assert.That(technique.Metrics["modes-at-share"], Is.EqualTo(new SeedSpread(2, 1, 3, 3, 3)));
        Assert.That(technique.Metrics["reverse-kl"], Has.Property("Defined").EqualTo(2).And.Property("Seeds").EqualTo(3));
        Assert.That(technique.GeneratorStepsPerSecond, Is.EqualTo(1050));
        Assert.That(technique.SamplesPerSecond, Is.EqualTo(1050 * 128));
        Assert.That(technique.PeakMemoryBytes, Is.EqualTo(1100L << 20));
        Assert.That(technique.OperationsPerGeneratorStep, Is.EqualTo(52_822_016), "5,282,201,600 in 100 steps");
    }

    [Test]
    public void From_ADivergedSeed_CountsItAndKeepsItOutOfTheScores()
    {
        var technique = Summary.Datasets[0].Techniques[1];

        Assert.That(technique.Technique, Is.EqualTo("wgan-gp (lambda 0.1)"));
        Assert.That((technique.Count(CellState.Completed), technique.Count(CellState.Diverged)), Is.EqualTo((2, 1)));
        Assert.That(technique.Metrics["modes-at-share"], Is.EqualTo(new SeedSpread(8, 8, 8, 2, 2)));
        Assert.That(technique.GeneratorStepsPerSecond, Is.EqualTo((400.5 + 300) / 2));
        Assert.That(technique.OperationsPerGeneratorStep, Is.NaN, "not counted");
        Assert.That(technique.Cells[2].Detail, Is.EqualTo("discriminator loss was not finite after generator step 12"));
    }

    [Test]
    public void From_SkippedFailedDamagedAndMissingCells_SaysSo()
    {
        var cells = Summary.Datasets[1].Cells.ToList();

        Assert.That(cells.Select(cell => cell.StateName), Is.EqualTo(new[] { "skipped", "skipped", "failed", "damaged", "not run", "not run" }));
        Assert.That(cells[0].Detail, Is.EqualTo("MNIST is not here. Set GANBENCH_DATA."));
        Assert.That(Summary.Datasets[1].ModeCount, Is.Null);
        Assert.That(Summary.Datasets[1].Techniques[0].GeneratorStepsPerSecond, Is.NaN);
    }

    [Test]
    public void ModeCount_OfAMeasuredDataset_IsThatOfItsEvaluations() => Assert.That(Summary.Datasets[0].ModeCount, Is.EqualTo(8));
}
