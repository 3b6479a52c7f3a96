namespace GanBench.Training.Tests.Techniques;

/// <summary>Counts by hand: multiply-adds of each layer of points-mlp128, for a batch of 128.</summary>
public sealed class StepCostTest
{
    private const long Generator = 128 * ((16 * 128) + (128 * 128) + (128 * 2));
    private const long GeneratorBehindFirstLayer = 128 * ((128 * 128) + (128 * 2));
    private const long Discriminator = 128 * ((2 * 128) + (128 * 128) + (128 * 1));
    private const long DiscriminatorBehindFirstLayer = 128 * ((128 * 128) + (128 * 1));

    // Forwards once; backwards once for the weights and once for the inputs of every layer that has something to learn before it.
    private const long DiscriminatorStep = Generator + (2 * (Discriminator + Discriminator + DiscriminatorBehindFirstLayer));
    private const long GeneratorStep = Generator + Discriminator + Discriminator + Generator + GeneratorBehindFirstLayer;

    [Test]
    public void NsGan_OnTheRing_CostsTheHandCount() =>
        Assert.That(StepCost.Of("ns-gan", "ring8"), Is.EqualTo(2 * (DiscriminatorStep + GeneratorStep)));

    [Test]
    public void Run_RecordsTheOperationsOfItsTrainingStepsAlone()
    {
        var often = Cells.Train([Cells.Cell("ring8", "ns-gan", 0, generatorSteps: 12, checkpoints: 12, samples: 500)], null, default)[0];

        Assert.That(often.FloatingPointOperations, Is.EqualTo(12 * 2 * (DiscriminatorStep + GeneratorStep)));
    }

    [Test]
    public void Replicas_ThatAreTrainedTogether_ShareTheOperations()
    {
        var runs = Enumerable.Range(0, 3).Select(seed => Cells.Cell("ring8", "minibatch-discrimination", seed)).ToList();

        var together = Cells.Train(runs, null, default).Select(run => run.FloatingPointOperations);

        Assert.That(together, Is.All.EqualTo(Cells.Train([runs[0]], null, default)[0].FloatingPointOperations));
    }
}
