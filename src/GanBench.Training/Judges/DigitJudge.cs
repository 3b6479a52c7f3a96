using System.Collections.Immutable;
using GanBench.Datasets;
using GanBench.Metrics;
using GanBench.Randomness;
using GanBench.Records;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Judges;

/// <summary>A small classifier of MNIST digits, trained by the project itself: which mode a generated image belongs to.</summary>
/// <remarks>
/// A perceptron 784-256-128-10 with ReLU, cross-entropy, Adam 1e-3 (0.9, 0.999) with the rate falling linearly to 0, 6 passes over the
/// 60,000 training images in batches of 128, from a fixed seed: the same weights on every machine. An image counts as high quality when the
/// confidence of its label reaches the threshold that 98.889 % of the real test images reach, so a perfect generator scores what it
/// scores on points within three standard deviations: 1 - exp(-9/2).
/// </remarks>
public sealed class DigitJudge : ModeRecogniser
{
    /// <summary>Name and version; part of a run's identity. Weights that change need a new version.</summary>
    public const string Name = "mnist-perceptron-v1";

    /// <summary>The weights that this definition must train, by engine; an engine that is not listed promises none.</summary>
    private static readonly ImmutableDictionary<string, string> ExpectedDigests = ImmutableDictionary<string, string>.Empty
        .Add("bittorch-1", "0611f2c372eb4fed9cef2e7606dc77dee78f08ff159fc7ac4234abb077d3774f");

    private const int Classes = 10;
    private const int FeatureCount = 128;
    private const int BatchSize = 128;
    private const int Passes = 6;
    private const int Seed = 0;

    /// <summary>Share of real test images whose confidence reaches the threshold.</summary>
    private const double RealShareAboveThreshold = 0.98889;

    private static readonly Perceptron Classifier = new(
        [MnistSplit.ImageSize, 256, FeatureCount, Classes], Activation.Relu, Activation.Linear, new Orthogonal(1.4));

    private readonly float[] weights;

    private DigitJudge(float[] weights, MnistSplit test)
    {
        this.weights = weights;
        var images = new float[test.Count * MnistSplit.ImageSize];
        for (var i = 0; i < test.Count; i++)
            test.WriteImage(i, images.AsSpan(i * MnistSplit.ImageSize, MnistSplit.ImageSize));
        var verdicts = Classify(new Samples(images, MnistSplit.ImageSize)).Verdicts;
        var right = 0;
        for (var i = 0; i < test.Count; i++)
            right += verdicts[i].Label == test.Labels.Span[i] ? 1 : 0;
        Facts = new JudgeFacts(Name, WeightsFile.Digest(weights), (double)right / test.Count, Threshold(verdicts));
    }

    /// <inheritdoc/>
    public override JudgeFacts Facts { get; }

    private static string? ExpectedDigest => ExpectedDigests.GetValueOrDefault(EngineFacts.Identity);

    /// <summary>The judge from the cache folder, or a newly trained one that is put there; each engine keeps its own.</summary>
    /// <param name="data">MNIST.</param>
    /// <param name="locations">Gives the cache folder.</param>
    /// <param name="progress">Told when it is trained; may be null.</param>
    public static DigitJudge Get(MnistData data, DataLocations locations, IProgress<string>? progress)
    {
        var path = Path.Combine(locations.CacheFolder, "judges", $"{Name}.{EngineFacts.Identity}.weights");
        if (WeightsFile.TryRead(path, Classifier.Layout.Count, ExpectedDigest, progress) is { } kept)
            return new DigitJudge(kept, data.Test);
        progress?.Report($"Training the judge {Name} on MNIST; it is kept in {path}.");
        var weights = Train(data.Train);
        if (ExpectedDigest is { } expected && WeightsFile.Digest(weights) is var digest && digest != expected)
            throw new InvalidOperationException($"Bug in GanBench: the judge {Name} came out as {digest} instead of {expected}; its scores would compare with nobody's.");
        Keep(path, weights, progress);
        return new DigitJudge(weights, data.Test);
    }

    /// <inheritdoc/>
    public override Recognition Recognise(Samples generated)
    {
        var (verdicts, features, probabilities) = Classify(generated);
        return new(
            Array.ConvertAll(verdicts, verdict => verdict.Label),
            Array.ConvertAll(verdicts, verdict => verdict.Confidence >= Facts.ConfidenceThreshold),
            new Samples(features, FeatureCount),
            new Samples(probabilities, Classes));
    }

    private static void Keep(string path, float[] weights, IProgress<string>? progress)
    {
        try
        {
            WeightsFile.Write(path, weights);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            progress?.Report($"The judge {Name} could not be kept in {path} ({error.Message}), so every worker trains it; GANBENCH_CACHE names another folder.");
        }
    }

    private static float[] Train(MnistSplit train)
    {
        var stream = SeedStream.FromSeed(Seed).Derive("judge");
        var adam = new Adam(LearningRate: 1e-3, Beta1: 0.9);
        var (steps, step) = (Passes * (train.Count / BatchSize), 0);
        using var parameters = tensor(Classifier.Layout.Initial(stream.Derive("initial-weights")), [1, Classifier.Layout.Count])
            .requires_grad_().DetachFromDisposeScope();
        using var state = adam.Start(parameters);
        var images = new float[BatchSize * MnistSplit.ImageSize];
        var targets = new float[BatchSize * Classes];
        for (var pass = 0; pass < Passes; pass++)
        {
            var order = stream.Derive("order").Permutation(pass, train.Count);
            for (var start = 0; start + BatchSize <= train.Count; start += BatchSize)
            {
                Array.Clear(targets);
                for (var i = 0; i < BatchSize; i++)
                {
                    train.WriteImage(order[start + i], images.AsSpan(i * MnistSplit.ImageSize, MnistSplit.ImageSize));
                    targets[(i * Classes) + train.Labels.Span[order[start + i]]] = 1;
                }

                using var scope = NewDisposeScope();
                var logits = Classifier.Apply(parameters, tensor(images, [1, BatchSize, MnistSplit.ImageSize])).Output;
                var crossEntropy = -(tensor(targets, [1, BatchSize, Classes]) * nn.functional.log_softmax(logits, 2)).sum() / BatchSize;
                var decayed = adam with { LearningRate = adam.LearningRate * (steps - step++) / steps };
                decayed.Step(parameters, autograd.grad([crossEntropy], [parameters])[0], state);
            }
        }

        return parameters.data<float>().ToArray();
    }

    /// <summary>Label (-1 when nothing is sure at all) and confidence, last hidden features and class probabilities of each image.</summary>
    private ((int Label, float Confidence)[] Verdicts, float[] Features, float[] Probabilities) Classify(Samples images)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var verdicts = new (int, float)[images.Count];
        var (features, probabilities) = (new float[images.Count * FeatureCount], new float[images.Count * Classes]);
        var parameters = tensor(weights, [1, weights.Length]);
        const int Chunk = 1000;
        for (var start = 0; start < images.Count; start += Chunk)
        {
            using var chunk = NewDisposeScope();
            var count = Math.Min(Chunk, images.Count - start);
            var pixels = images.Values.Slice(start * images.Dimension, count * images.Dimension).ToArray();
            var (logits, hidden) = Classifier.Apply(parameters, tensor(pixels, [1, count, images.Dimension]));
            hidden.data<float>().ToArray().CopyTo(features, start * FeatureCount);
            logits.softmax(2).data<float>().ToArray().CopyTo(probabilities, start * Classes);
        }

        for (var i = 0; i < verdicts.Length; i++)
            verdicts[i] = Best(probabilities.AsSpan(i * Classes, Classes));
        return (verdicts, features, probabilities);
    }

    private static (int Label, float Confidence) Best(ReadOnlySpan<float> probabilities)
    {
        var best = (Label: -1, Confidence: 0f);
        for (var label = 0; label < probabilities.Length; label++)
            if (probabilities[label] > best.Confidence) best = (label, probabilities[label]);
        return best;
    }

    private static double Threshold((int Label, float Confidence)[] verdicts)
    {
        var confidences = verdicts.Select(verdict => verdict.Confidence).Order().ToImmutableArray();
        return confidences[(int)((1 - RealShareAboveThreshold) * confidences.Length)];
    }
}
