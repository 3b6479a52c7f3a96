using GanBench.Datasets;
using GanBench.Judges;

namespace GanBench.Benchmarks.Steps;

/// <summary>
/// Updates of the glyphs' judge, as its training does them, with a batch that costs little. There is one replica, whatever is asked for.
/// </summary>
public sealed class JudgeStep : TrainingStep
{
    /// <summary>Digits of each batch, and images that show none.</summary>
    public static JudgeRecipe Recipe { get; } = new(Steps: 100, DigitsPerStep: 16, NonDigitsPerStep: 10, LearningRate: 2e-3, MostShift: 2);

    private readonly JudgeTraining training =
        (KnownJudges.Find("glyphs-conv-v1") with { Recipe = Recipe }).StartTraining(
            new DataLocations(null, string.Empty), null, CancellationToken.None);

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Parameters => [training.Parameters];

    /// <inheritdoc/>
    public override void Run() => training.Update();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => training.Dispose();
}
