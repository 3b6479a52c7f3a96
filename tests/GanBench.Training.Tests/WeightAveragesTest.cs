using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Running;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

public sealed class WeightAveragesTest
{
    // a_t = d a_{t-1} + (1 - d) p_t in double precision, from the weights that the game really had.
    [Test]
    public void Average_AfterEachUpdate_FollowsTheFormula()
    {
        using var game = Start([0, 1]);
        game.Average([0.5, 0.9]);
        double[] decays = [0.5, 0.9];
        double[][] expected = [.. decays.Select(_ => Array.ConvertAll(Weights(game), weight => (double)weight))];
        for (var step = 0; step < 6; step++)
        {
            game.UpdateDiscriminator();
            game.UpdateGenerator();
            var weights = Weights(game);
            for (var i = 0; i < 2; i++)
                expected[i] = [.. expected[i].Zip(weights, (average, weight) => (decays[i] * average) + ((1 - decays[i]) * weight))];
        }

        // Six steps of a few float32 roundings on numbers below 2.
        for (var i = 0; i < 2; i++)
            Assert.That(game.Save().Averages[i], Is.EqualTo(expected[i].Select(value => (float)value)).Within(2e-6), $"decay {decays[i]}");
    }

    [Test]
    public void Average_ChangesNoBitOfTheTraining()
    {
        using var averaged = Start([0]);
        using var plain = Start([0]);
        averaged.Average([0.5, 0.999]);
        for (var step = 0; step < 3; step++)
        {
            foreach (var game in new[] { averaged, plain })
            {
                game.UpdateDiscriminator();
                game.UpdateGenerator();
            }

            averaged.Sample(10, 0.999);
        }

        Assert.That(Weights(averaged), Is.EqualTo(Weights(plain)));
        Assert.That(averaged.DiscriminatorWeights.Values, Is.EqualTo(plain.DiscriminatorWeights.Values));
        Assert.That(averaged.Sample(10)[0].Values.ToArray(), Is.EqualTo(plain.Sample(10)[0].Values.ToArray()));
    }

    // With a decay of 0 the average is the weights after each update; before the first, every average is the initial weights.
    [Test]
    public void Sample_FromAnAverage_IsWhatItsWeightsGenerate()
    {
        using var game = Start([0]);
        game.Average([0, 0.9]);
        var initial = game.Sample(20)[0].Values.ToArray();
        Assert.That(game.Sample(20, 0.9)[0].Values.ToArray(), Is.EqualTo(initial));

        game.UpdateGenerator();

        // The next evaluation draws other latent vectors, so the two are compared with each other.
        var present = game.Sample(20)[0].Values.ToArray();
        Assert.That(game.Sample(20, 0)[0].Values.ToArray(), Is.EqualTo(present).Within(1e-5), "p - a is rounded once");
        Assert.That(game.Sample(20, 0.9)[0].Values.ToArray(), Is.Not.EqualTo(present).Within(1e-5));
    }

    [Test]
    public void Average_OfReplicas_EqualsEachAlone()
    {
        using var together = Start([0, 1]);
        using var alone = Start([1]);
        foreach (var game in new[] { together, alone })
        {
            game.Average([0.9]);
            game.UpdateDiscriminator();
            game.UpdateGenerator();
        }

        Assert.That(together.Sample(10, 0.9)[1].Values.ToArray(), Is.EqualTo(alone.Sample(10, 0.9)[0].Values.ToArray()));
    }

    // Running statistics of the present weights, not averages of them: they are the last arrays of each hidden layer.
    [Test]
    public void Average_OfWhatLayersRemember_IsACopy()
    {
        using var game = Start([0], side => side with { BatchNormalisation = BatchNormalisation.Population });
        game.Average([0.9]);
        game.UpdateGenerator();

        var (weights, average, start, copied) = (game.GeneratorWeights, game.Save().Averages[0], 0, 0);
        foreach (var (name, count) in weights.Arrays)
        {
            var isStatistic = name.EndsWith(".mean", StringComparison.Ordinal) || name.EndsWith(".variance", StringComparison.Ordinal);
            if (isStatistic)
            {
                Assert.That(average[start..(start + count)], Is.EqualTo(weights.Values[start..(start + count)]), name);
                copied++;
            }

            start += count;
        }

        Assert.That(copied, Is.EqualTo(4));
    }

    [Test]
    public void Average_WithWhatIsNoDecay_IsRefused()
    {
        using var game = Start([0]);

        Assert.Multiple(() =>
        {
            Assert.That(() => game.Average([0.9, 1]), Throws.ArgumentException.With.Message.Contains("[0, 1)"));
            Assert.That(() => game.Average([double.NaN]), Throws.ArgumentException);
            Assert.That(() => game.Average([0.9, 0.9]), Throws.ArgumentException.With.Message.Contains("differ"));
            Assert.That(() => game.Sample(1, 0.9), Throws.ArgumentException.With.Message.Contains("averaged: none"));
        });
        game.UpdateGenerator();
        Assert.That(() => game.Average([0.9]), Throws.InvalidOperationException);
    }

    [Test]
    public void Restore_OfAStateWithOtherAverages_IsRefused()
    {
        using var game = Start([0]);
        using var other = Start([0]);
        game.Average([0.9]);

        Assert.That(
            () => other.Restore(game.Save()), Throws.InstanceOf<ForeignStateException>().With.Message.Contains("averaged otherwise"));
    }

    private static float[] Weights(Game game) => game.GeneratorWeights.Values;

    private static Game Start(int[] seeds, Func<SideSettings, SideSettings>? change = null) => new(
        new Ring(),
        new Ring().Open(Cells.NoFiles, null, default),
        new NsGan(),
        Known.Points.With(change ?? (side => side)),
        generatorSteps: 10,
        seeds);
}
