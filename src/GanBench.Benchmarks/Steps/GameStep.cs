using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Training;
using GanBench.Training.Networks;
using GanBench.Training.Techniques;

namespace GanBench.Benchmarks.Steps;

/// <summary>The steps of a run, exactly as the trainer does them.</summary>
/// <param name="dataset">What is learned.</param>
/// <param name="data">The same, opened.</param>
/// <param name="technique">Which technique.</param>
/// <param name="profile">Sizes and optimiser settings.</param>
/// <param name="seeds">One seed a replica.</param>
public sealed class GameStep(
    Dataset dataset, TrainingData data, Technique technique, NetworkProfile profile, ImmutableArray<int> seeds) : TrainingStep
{
    private readonly Game game = new(dataset, data, technique, profile, generatorSteps: int.MaxValue, seeds);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Parameters => [game.GeneratorParameters, game.DiscriminatorParameters];

    /// <inheritdoc/>
    public override void Run()
    {
        for (var i = 0; i < game.DiscriminatorStepsPerGeneratorStep; i++)
            game.UpdateDiscriminator();
        game.UpdateGenerator();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => game.Dispose();
}
