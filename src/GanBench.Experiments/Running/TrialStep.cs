using System.Diagnostics;
using GanBench.Datasets;
using GanBench.Experiments.Plans;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Experiments.Running;

/// <summary>Tries a training for a moment, on made-up data and with nothing kept, to tell what all of it will take.</summary>
public static class TrialStep
{
    private const int MostCalibrationSteps = 200;
    private static readonly TimeSpan LongestCalibration = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Floating-point operations of one generator update with the discriminator updates that go with it: exact, since each update has as
    /// many.
    /// </summary>
    /// <param name="engine">What would train.</param>
    /// <param name="training">What would be trained; its dataset's files are not needed.</param>
    /// <returns>Operations; null when the engine does not count.</returns>
    public static long? Operations(IEngine engine, PlannedTraining training)
    {
        using var game = Start(engine, training);
        var before = game.Operations;
        Update(game);
        return game.Operations - before;
    }

    /// <summary>Operations that one core does a second in a training such as this one, timed now, which takes a second or two.</summary>
    /// <param name="engine">What trains.</param>
    /// <param name="training">A small training.</param>
    /// <returns>Operations per second; null when the engine does not count.</returns>
    public static double? OperationsPerSecond(IEngine engine, PlannedTraining training)
    {
        using var game = Start(engine, training);
        Calibrate(game);   // code is compiled well only after some use
        var before = game.Operations;
        var elapsed = Calibrate(game);
        return (game.Operations - before) / elapsed.TotalSeconds;
    }

    private static TimeSpan Calibrate(IGame game)
    {
        var watch = Stopwatch.StartNew();
        var steps = 0;
        do
        {
            Update(game);
            steps++;
        }
        while (steps < MostCalibrationSteps && watch.Elapsed < LongestCalibration);

        return watch.Elapsed;
    }

    private static IGame Start(IEngine engine, PlannedTraining training)
    {
        var dataset = KnownDatasets.Create(training.Dataset);
        return engine.Start(training, dataset, new MadeUp(dataset.Dimension), [training.Seed]);
    }

    private static void Update(IGame game)
    {
        for (var i = 0; i < game.DiscriminatorStepsPerGeneratorStep; i++)
            game.UpdateDiscriminator();
        game.UpdateGenerator();
    }

    /// <summary>Uniform numbers: as many as the data have, and no files.</summary>
    private sealed class MadeUp(int dimension) : TrainingData
    {
        public override void Draw(SeedStream stream, long step, Span<float> batch) => stream.Uniform(step, batch);

        public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch) => stream.Uniform(step, batch);

        public override void WriteRepresentative(int mode, Span<float> sample) => sample.Clear();

        public override Samples HeldOut(int count) => new(new float[count * dimension], dimension);
    }
}
