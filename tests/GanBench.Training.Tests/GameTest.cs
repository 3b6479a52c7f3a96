using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

public sealed class GameTest
{
    private const double Rate = 0.25;

    // Plain gradient descent moves the parameters by the rate times the gradient, so the move tells its length.
    [Test]
    public void Update_OfEitherSide_TellsTheLengthOfEachReplicasGradient()
    {
        using var game = Start(side => side with { Optimiser = OptimiserKind.Sgd, Rate = Rate }, [0, 1, 2]);
        var (ofDiscriminator, ofGenerator) = (new double[3], new double[3]);
        var (discriminatorBefore, generatorBefore) = (Values(game.DiscriminatorParameters), Values(game.GeneratorParameters));

        game.UpdateDiscriminator(ofDiscriminator);
        game.UpdateGenerator(ofGenerator);

        // Parameters of size 1 are rounded to 6e-8 after a move; over some 17,000 of them that is 4e-6 of a length near 1.
        var (discriminatorMoves, generatorMoves) = (
            Lengths(discriminatorBefore, Values(game.DiscriminatorParameters)), Lengths(generatorBefore, Values(game.GeneratorParameters)));
        Assert.Multiple(() =>
        {
            for (var r = 0; r < 3; r++)
            {
                Assert.That(ofDiscriminator[r], Is.EqualTo(discriminatorMoves[r] / Rate).Within(0.1).Percent);
                Assert.That(ofGenerator[r], Is.EqualTo(generatorMoves[r] / Rate).Within(0.1).Percent);
            }

            Assert.That(ofDiscriminator, Is.Unique);
        });
    }

    // Both updates of the discriminator and the generator's have the rate of the generator steps done: 0.25 (10 - t) / 10.
    [Test]
    public void Update_OfEitherSide_HasTheRateOfTheGeneratorStepsDone()
    {
        static SideSettings Falling(SideSettings side) =>
            side with { Optimiser = OptimiserKind.Sgd, Rate = Rate, Schedule = ScheduleKind.LinearToZero, ScheduleFrom = 0 };

        using var game = Start(Falling, [0, 1, 2]);
        var norms = new double[3];
        for (var t = 0; t < 3; t++)
        {
            var rate = Rate * (10 - t) / 10;
            foreach (var parameters in new[] { game.DiscriminatorParameters, game.DiscriminatorParameters, game.GeneratorParameters })
            {
                var before = Values(parameters);
                _ = parameters == game.GeneratorParameters ? game.UpdateGenerator(norms) : game.UpdateDiscriminator(norms);

                var moves = Lengths(before, Values(parameters));
                Assert.That(moves, Is.EqualTo(norms.Select(norm => rate * norm)).Within(0.2).Percent, $"after {t} steps");
            }
        }
    }

    [Test]
    public void Update_ThatIsWatched_TrainsAsOneThatIsNot()
    {
        using var watched = Start(side => side, [0, 1]);
        using var unwatched = Start(side => side, [0, 1]);
        for (var step = 0; step < 3; step++)
        {
            watched.UpdateDiscriminator(new double[2]);
            watched.MeasureDiscriminator();
            watched.UpdateGenerator(new double[2]);
            unwatched.UpdateDiscriminator();
            unwatched.UpdateGenerator();
        }

        Assert.That(Values(watched.DiscriminatorParameters), Is.EqualTo(Values(unwatched.DiscriminatorParameters)));
        Assert.That(Values(watched.GeneratorParameters), Is.EqualTo(Values(unwatched.GeneratorParameters)));
    }

    // Four batches of 128 scored in one go or by another seed's side: a replica's accuracy is its own.
    [Test]
    public void MeasureDiscriminator_OfReplicas_EqualsEachAloneAndRepeats()
    {
        using var together = Start(side => side, [0, 1]);
        using var alone = Start(side => side, [1]);
        foreach (var game in new[] { together, alone })
        {
            game.UpdateDiscriminator();
            game.UpdateGenerator();
        }

        var accuracies = together.MeasureDiscriminator();

        Assert.That(accuracies[1], Is.EqualTo(alone.MeasureDiscriminator()[0]));
        Assert.That(accuracies[0], Is.Not.EqualTo(accuracies[1]));
        Assert.That(together.MeasureDiscriminator(), Is.EqualTo(accuracies));
    }

    private static Game Start(Func<SideSettings, SideSettings> change, int[] seeds) =>
        new(new Ring(), new Ring().Open(Cells.NoFiles, null, default), new NsGan(), Known.Points.With(change), generatorSteps: 10, seeds);

    private static float[] Values(Tensor parameters) => parameters.data<float>().ToArray();

    private static double[] Lengths(float[] before, float[] after) =>
        [.. before.Zip(after, (was, now) => (double)now - was).Chunk(before.Length / 3)
            .Select(moves => Math.Sqrt(moves.Sum(move => move * move)))];
}
