using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Records;

namespace GanBench.Training.Judges;

/// <summary>Sorts generated samples into the modes of a dataset.</summary>
public abstract class ModeRecogniser
{
    /// <summary>The classifier behind it, or null.</summary>
    public virtual JudgeFacts? Facts => null;

    /// <summary>Finds the mode of each sample, and whether it is of high quality.</summary>
    /// <param name="generated">Samples, shape [N, d].</param>
    public abstract Recognition Recognise(Samples generated);

    /// <summary>The recogniser of a dataset: by distance for points, by a judge for images.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="data">Its opened data.</param>
    /// <param name="locations">Where trained judges are kept.</param>
    /// <param name="progress">Told what takes long, one sentence at a time; may be null.</param>
    public static ModeRecogniser For(Dataset dataset, TrainingData data, DataLocations locations, IProgress<string>? progress) => (dataset.Modes, data) switch
    {
        ({ } modes, _) => new ByDistance(modes),
        (null, MnistData mnist) => DigitJudge.Get(mnist, locations, progress),
        _ => throw new InvalidOperationException($"Bug in GanBench: nothing recognises the modes of {dataset}."),
    };

    private sealed class ByDistance(PointModes modes) : ModeRecogniser
    {
        public override Recognition Recognise(Samples generated) => NearestMode.Recognise(generated, modes);
    }
}
