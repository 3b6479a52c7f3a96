using GanBench.Datasets;

namespace GanBench.Metrics;

/// <summary>Real samples of a dataset that training never draws, and what metrics need of them: made once for all evaluations of N samples.</summary>
/// <remarks>The costly parts are made when they are first asked for; each is a function of the dataset and N alone.</remarks>
/// <param name="dataset">The dataset.</param>
/// <param name="sampleCount">N, generated samples of an evaluation.</param>
/// <param name="features">Features of held-out real samples, shape [M, F]; M = N where there are as many.</param>
/// <param name="perfect">Features of N fresh training samples, as a perfect sampler would draw them, by the number of the draw; shape [N, F].</param>
public sealed class Reference(Dataset dataset, int sampleCount, Samples features, Func<int, Samples> perfect)
{
    /// <summary>The dataset.</summary>
    public Dataset Dataset => dataset;

    /// <summary>N, generated samples of an evaluation.</summary>
    public int SampleCount => sampleCount;

    /// <summary>Features of held-out real samples, shape [M, F].</summary>
    public Samples Features => features;

    /// <summary>Features of N fresh training samples, as a perfect sampler would draw them; another set for every draw.</summary>
    /// <param name="draw">Number of the draw, at least 0.</param>
    public Samples Perfect(int draw) => perfect(draw);
}
