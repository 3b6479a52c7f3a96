using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Numerics;
using GanBench.Training.Networks;

namespace GanBench.Judges;

/// <summary>A trained classifier of digits, 28 x 28 pixels of one channel, that can also say "this is no digit".</summary>
/// <remarks>
/// Its eleven outputs are the ten digits and a class for everything else, so its confidence in a digit is low where it sees none. Weights
/// and facts are fixed: every run, on every engine, is measured with the same ones.
/// </remarks>
public sealed class Judge
{
    /// <summary>Digits that it tells apart: labels 0 to 9.</summary>
    public const int Digits = 10;

    /// <summary>F, numbers per image in <see cref="Predictions.Features"/>.</summary>
    public const int FeatureCount = 64;

    /// <summary>Multiplications that one image costs.</summary>
    public static long MultiplyAddsPerImage => Network.MultiplyAdds;

    /// <summary>The digits, and last the class of all that is none.</summary>
    internal const int Outputs = Digits + 1;

    /// <summary>Images that are looked at in one pass; it changes no number.</summary>
    private const int ImagesPerPass = 100;

    private readonly float[] weights;

    /// <param name="weights">In the order of the <see cref="Network"/>'s layout.</param>
    /// <param name="facts">What is known of it.</param>
    internal Judge(float[] weights, JudgeFacts facts)
    {
        this.weights = weights;
        Facts = facts;
    }

    /// <summary>Name, weights and threshold, for records.</summary>
    public JudgeFacts Facts { get; }

    /// <summary>What every judge is: 79 thousand weights, 784 thousand multiply-adds per image.</summary>
    internal static ImageClassifier Network { get; } = new(side: 28, channels: [16, 32, 64], FeatureCount, Outputs);

    /// <summary>Looks at images.</summary>
    /// <param name="images">Shape [N, 784], paper -1 and ink +1.</param>
    /// <returns>What it sees in each, whatever else is among them.</returns>
    /// <exception cref="ArgumentException">They are not images of 784 pixels.</exception>
    public Predictions Classify(Samples images)
    {
        if (images.Dimension != MnistSplit.ImageSize)
            throw new ArgumentException(
                $"A judge looks at images of {MnistSplit.ImageSize} pixels; these samples have {images.Dimension} numbers.",
                nameof(images));

        using var _ = no_grad();
        using var scope = NewDisposeScope();
        var (labels, confidences) = (new int[images.Count], new float[images.Count]);
        var (features, probabilities) = (new float[images.Count * FeatureCount], new float[images.Count * Digits]);
        var parameters = tensor(weights, [1, weights.Length]);
        for (var start = 0; start < images.Count; start += ImagesPerPass)
        {
            using var pass = NewDisposeScope();
            var count = Math.Min(ImagesPerPass, images.Count - start);
            var pixels = images.Values.Slice(start * images.Dimension, count * images.Dimension);
            var (logits, seen) = Network.Apply(parameters, tensor(pixels.ToArray(), [1, count, images.Dimension]));
            seen.data<float>().ToArray().CopyTo(features, start * FeatureCount);
            var outputs = logits.softmax(2).data<float>().ToArray();
            for (var i = 0; i < count; i++)
            {
                var at = start + i;
                var own = features.AsSpan(at * FeatureCount, FeatureCount);
                var isFinite = AllFinite(images[at]) && AllFinite(own) && AllFinite(outputs.AsSpan(i * Outputs, Outputs));
                if (!isFinite) own.Fill(float.NaN);
                (labels[at], confidences[at]) = isFinite ? Surest(outputs.AsSpan(i * Outputs, Digits)) : (-1, 0);
                OfDigits(outputs.AsSpan(i * Outputs, Outputs), isFinite, probabilities.AsSpan(at * Digits, Digits));
            }
        }

        return new Predictions(labels, confidences, new Samples(features, FeatureCount), new Samples(probabilities, Digits));
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }

    private static (int Label, float Confidence) Surest(ReadOnlySpan<float> probabilities)
    {
        var best = 0;
        for (var digit = 1; digit < probabilities.Length; digit++)
            if (probabilities[digit] > probabilities[best]) best = digit;
        return (best, probabilities[best]);
    }

    /// <summary>Shares out the probability of "no digit" evenly: it says nothing about which digit it would be.</summary>
    private static void OfDigits(ReadOnlySpan<float> outputs, bool isFinite, Span<float> probabilities)
    {
        for (var digit = 0; digit < Digits; digit++)
            probabilities[digit] = isFinite ? outputs[digit] + (outputs[Digits] / Digits) : float.NaN;
    }
}
