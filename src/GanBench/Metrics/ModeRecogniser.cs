using GanBench.Datasets;
using GanBench.Numerics;

namespace GanBench.Metrics;

/// <summary>Sorts generated samples into the modes of a dataset.</summary>
public abstract class ModeRecogniser
{
    /// <summary>Opens the judge of a name for samples of some channels.</summary>
    /// <param name="name">Name and version of the judge.</param>
    /// <param name="channels">Channels of a sample, at least 1.</param>
    /// <exception cref="DataUnavailableException">The judge's weights are not there, or are not what they must be.</exception>
    public delegate ModeRecogniser OpenJudge(string name, int channels);

    /// <summary>The classifier behind it, or null.</summary>
    public virtual JudgeFacts? Facts => null;

    /// <summary>Finds the mode of each sample, and whether it is of high quality.</summary>
    /// <param name="generated">Samples, shape [N, d].</param>
    public abstract Recognition Recognise(Samples generated);

    /// <summary>The recogniser of a dataset: by distance for points, by a judge for images.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="judges">Opens its judge, where it has one.</param>
    /// <exception cref="DataUnavailableException">The judge's weights are not there, or are not what they must be.</exception>
    public static ModeRecogniser For(Dataset dataset, OpenJudge judges) => (dataset.Modes, dataset.Judge) switch
    {
        ({ } modes, _) => new ByDistance(modes),
        (null, { } judge) => judges(judge, dataset.SampleShape[0]),
        _ => throw new InvalidOperationException($"Bug in GanBench: nothing recognises the modes of {dataset}."),
    };

    private sealed class ByDistance(PointModes modes) : ModeRecogniser
    {
        public override Recognition Recognise(Samples generated) => NearestMode.Recognise(generated, modes);
    }
}
