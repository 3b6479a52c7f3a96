using GanBench.Datasets;
using GanBench.Experiments.Profiles;
using GanBench.Numerics;
using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

/// <summary>Counts what a generator step of a technique costs, without any dataset's files: the count follows from shapes alone.</summary>
internal static class StepCost
{
    private const int GeneratorSteps = 2;

    /// <summary>
    /// Floating-point operations per generator step with the dataset's default profile; null when the technique does not fit it.
    /// </summary>
    public static double? Of(string technique, string dataset)
    {
        var run = Cells.Cell(dataset, technique, seed: 0);
        if (Catalogues.BitTorch.Misfit(run.Training) is not null)
            return null;

        var tried = KnownTechniques.Create(run.Technique);
        using var game = new Game(
            KnownDatasets.Create(run.Dataset), new Uniform(), tried, GameSettings.From(run.Training.Settings), GeneratorSteps, [run.Seed]);
        var before = OperationCount.Now!.Value;
        for (var step = 0; step < GeneratorSteps; step++)
        {
            for (var i = 0; i < game.DiscriminatorStepsPerGeneratorStep; i++)
                game.UpdateDiscriminator();
            game.UpdateGenerator();
        }

        return (OperationCount.Now!.Value - before) / (double)GeneratorSteps;
    }

    private sealed class Uniform : TrainingData
    {
        public override void Draw(SeedStream stream, long step, Span<float> batch) => stream.Uniform(step, batch);

        public override void DrawFromMode(int mode, SeedStream stream, long step, Span<float> batch) =>
            throw new NotSupportedException("Only training draws.");

        public override void WriteRepresentative(int mode, Span<float> sample) => throw new NotSupportedException("Only training draws.");

        public override Samples HeldOut(int count) => throw new NotSupportedException("Only training draws.");
    }
}
