using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Metrics;
using GanBench.Numerics;

namespace GanBench.Tests.Contracts;

/// <summary>Images of four pixels, one of them bright, and a judge that takes the brightness for a logit.</summary>
/// <param name="Uneven">Whether the first pixel is bright twice as often as each of the others.</param>
internal sealed record TinyImages(bool Uneven = false) : Dataset
{
    private static readonly float[] Bright = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

    public override int Version => 1;

    public override string Summary => "Four pixels, one bright.";

    public override Citation? Source => null;

    public override ImmutableArray<int> SampleShape => [1, 2, 2];

    public override ImmutableArray<double> ModeWeights => Uneven ? [0.4, 0.2, 0.2, 0.2] : [0.25, 0.25, 0.25, 0.25];

    public override string Judge => "brightest-pixel-v1";

    public override TrainingData Open(DataLocations locations, IProgress<string>? progress, CancellationToken cancellation) =>
        new MixtureData(new(new(Uneven ? (float[])[1, 0, 0, 0, .. Bright] : Bright, 4), 0.05));

    /// <summary>Probabilities proportional to the eighth power of a pixel, by multiplication; sure when one of them exceeds 0.99.</summary>
    public static Recognition Recognise(Samples images)
    {
        var (modes, sure, probabilities) = (new int[images.Count], new bool[images.Count], new float[images.Values.Length]);
        for (var i = 0; i < images.Count; i++)
        {
            var weights = images[i].ToArray().Select(x => Eighth(Math.Clamp((double)x, 0.01, 2))).ToArray();
            var total = weights.Sum();
            for (var mode = 0; mode < 4; mode++)
                probabilities[(4 * i) + mode] = (float)(weights[mode] / total);
            var finite = double.IsFinite(images[i].ToArray().Sum(x => (double)x));
            modes[i] = finite ? Array.IndexOf(weights, weights.Max()) : -1;
            sure[i] = finite && weights.Max() > 0.99 * total;
        }

        return new(modes, sure, images, new(probabilities, 4));
    }

    private static double Eighth(double x) => x * x * (x * x) * (x * x * (x * x));
}
