using GanBench.Datasets;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

/// <summary>What a training step leaves to the garbage collector once buffers are pooled and shapes are shared.</summary>
public sealed class AllocationTest
{
    private const int Steps = 50;

    // The bound counts what a step of two perceptrons with two hidden layers makes at most: 150 handles of 72 bytes, 60 recorded operations
    // of about 160 with their edges, 2 KB of drawn indices, losses and streams; together 23 KB. Measured: 17.6. Without the one-pass
    // layers and views: 34.
    [Test, NonParallelizable]
    public void Step_OfTheBaseline_AllocatesNoMoreThanItsHandlesAndItsTape()
    {
        using var game = Start(new NsGan());

        Assert.That(BytesPerStep(game), Is.LessThan(23_000));
    }

    [Test, NonParallelizable]
    public void Steps_OfAnyTechnique_LeaveNothingAlive()
    {
        foreach (var technique in new Technique[] { new NsGan(), new WganGp(Lambda: 0.1), new MinibatchDiscrimination() })
        {
            using var game = Start(technique);
            Run(game, 4 * Steps);   // until the pool has a buffer of every size that is in use at once

            // The count is of the whole process, where the test host may put something by; what a step leaves alive is there in every try.
            var growth = Enumerable.Range(0, 3).Min(_ => Growth(game));

            // A single buffer of the smallest size kept per step would be 16 KB; the collector counts its own open block of 8 KB.
            Assert.That(growth, Is.LessThan(16_000), technique.ToString());
        }
    }

    private static Game Start(Technique technique)
    {
        var dataset = new Ring();
        return new Game(dataset, dataset.Open(Cells.NoFiles, null, default), technique, Known.Points, generatorSteps: 1000, [0]);
    }

    private static long Growth(Game game)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Run(game, Steps);
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static double BytesPerStep(Game game)
    {
        Run(game, Steps);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(game, Steps);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Steps;
    }

    private static void Run(Game game, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            game.UpdateDiscriminator();
            game.UpdateGenerator();
        }
    }
}
