using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using GanBench.Datasets;
using GanBench.Files;
using GanBench.Metrics;
using GanBench.Training;

namespace GanBench.Judges;

/// <summary>All that is known of a trained judge: the readable file beside its weights.</summary>
/// <param name="Name">Name and version.</param>
/// <param name="Dataset">The dataset whose images it learned from.</param>
/// <param name="DatasetVersion">Version of that dataset.</param>
/// <param name="Engine">Engine and version of its arithmetic that trained it: only that one gives these bytes.</param>
/// <param name="Command">Trains it again and compares.</param>
/// <param name="Recipe">How it was trained.</param>
/// <param name="Weights">How many weights there are.</param>
/// <param name="WeightsDigest">SHA-256 of the weights as little-endian float32, lower-case hex.</param>
/// <param name="TestImages">Real images that it was tested on and had not learned from.</param>
/// <param name="TestAccuracy">Share of them whose most probable digit is right.</param>
/// <param name="ConfidenceThreshold">
/// A sample counts as high quality at or above this confidence, which 98.889 % of the test images reach: so a perfect generator scores what
/// it scores on points within three standard deviations, 1 - exp(-9/2).
/// </param>
/// <param name="AccuracyAboveThreshold">Share of right digits among the test images that reach the threshold.</param>
/// <param name="ConfidenceQuantiles">Confidence below which a share of the test images lies, by that share.</param>
/// <param name="Confusion">Test images by their digit (row) and by the digit that the judge saw (column).</param>
/// <param name="HighQualityShares">Share of other images that reach the threshold, by what they show.</param>
public sealed record JudgeReport(
    string Name,
    string Dataset,
    int DatasetVersion,
    string Engine,
    string Command,
    JudgeRecipe Recipe,
    long Weights,
    string WeightsDigest,
    int TestImages,
    double TestAccuracy,
    double ConfidenceThreshold,
    double AccuracyAboveThreshold,
    ImmutableSortedDictionary<string, double> ConfidenceQuantiles,
    [property: JsonConverter(typeof(JudgeReport.RowsOnLines))] ImmutableArray<ImmutableArray<int>> Confusion,
    ImmutableSortedDictionary<string, double> HighQualityShares)
{
    /// <summary>Share of real test images whose confidence reaches the threshold.</summary>
    private const double RealShareAboveThreshold = 0.98889;

    private static readonly ImmutableArray<string> QuantileShares = ["0.001", "0.005", "0.01", "0.02", "0.05", "0.1", "0.25", "0.5"];

    /// <summary>What records keep.</summary>
    [JsonIgnore]
    public JudgeFacts Facts => new(Name, WeightsDigest, TestAccuracy, ConfidenceThreshold);

    /// <summary>Tests a judge that was just trained.</summary>
    /// <param name="known">Its definition.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="source">Gives the test images.</param>
    internal static JudgeReport Of(KnownJudge known, float[] weights, LabelledImages source)
    {
        var (images, labels) = source.Test();
        var digest = WeightsFile.Digest(weights);
        var judge = new Judge(weights, new JudgeFacts(known.Name, digest, 0, 0));
        var predictions = judge.Classify(images);
        var confusion = new int[Judge.Digits, Judge.Digits];
        for (var i = 0; i < labels.Length; i++)
            confusion[labels[i], predictions.Labels.Span[i]]++;
        float[] ascending = [.. predictions.Confidences.ToArray().Order()];
        var threshold = Quantile(ascending, 1 - RealShareAboveThreshold);
        var (sure, sureAndRight) = (0, 0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (predictions.Confidences.Span[i] < threshold) continue;
            sure++;
            if (predictions.Labels.Span[i] == labels[i]) sureAndRight++;
        }

        return new JudgeReport(
            known.Name,
            known.Dataset,
            KnownDatasets.All.Single(dataset => dataset.Name == known.Dataset).Default.Version,
            BitTorchEngine.Instance.Facts.Identity,
            $"ganbench judges --check {known.Name}",
            known.Recipe,
            weights.Length,
            digest,
            labels.Length,
            (double)Enumerable.Range(0, Judge.Digits).Sum(digit => confusion[digit, digit]) / labels.Length,
            threshold,
            (double)sureAndRight / sure,
            QuantileShares.ToImmutableSortedDictionary(
                share => share, share => Quantile(ascending, double.Parse(share)), StringComparer.Ordinal),
            [.. Enumerable.Range(0, Judge.Digits)
                .Select(row => ImmutableArray.CreateRange(Enumerable.Range(0, Judge.Digits).Select(column => confusion[row, column])))],
            Probes.All.ToImmutableSortedDictionary(
                probe => probe.Name, probe => ShareAbove(threshold, judge.Classify(probe.Draw(images, labels)).Confidences.Span),
                StringComparer.Ordinal));
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The file's content.</param>
    public static JudgeReport FromJson(string json) =>
        JsonSerializer.Deserialize<JudgeReport>(json, RecordJson.Readable)
            ?? throw new InvalidDataException("Bug in GanBench: a judge's facts are null.");

    /// <summary>The file's content; the same facts give the same text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Readable) + "\n";

    private static double Quantile(float[] ascending, double share) => ascending[(int)(share * ascending.Length)];

    private static double ShareAbove(double threshold, ReadOnlySpan<float> confidences)
    {
        var above = 0;
        foreach (var confidence in confidences)
            if (confidence >= threshold) above++;
        return (double)above / confidences.Length;
    }

    /// <summary>Writes each row of a matrix on one line, so that people can read it.</summary>
    internal sealed class RowsOnLines : JsonConverter<ImmutableArray<ImmutableArray<int>>>
    {
        public override ImmutableArray<ImmutableArray<int>> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<ImmutableArray<ImmutableArray<int>>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, ImmutableArray<ImmutableArray<int>> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var row in value)
                writer.WriteRawValue($"\n    [{string.Join(", ", row.Select(count => count.ToString().PadLeft(4)))}]");
            writer.WriteEndArray();
        }
    }
}
