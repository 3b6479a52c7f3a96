using System.Collections.Immutable;
using System.Text;
using GanBench.Datasets;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Records;
using GanBench.Experiments.Specs;
using GanBench.Numerics;

namespace GanBench.Experiments.Tests;

/// <summary>A small catalogue and hand-made records, so that these tests do not depend on any real technique.</summary>
internal static class Example
{
    public static Catalogue Known { get; } = new(
        Datasets: [Define("ring8", 1), Define("grid25", 1), Define("mnist", 2)],
        Techniques:
        [
            Define("ns-gan", 1),
            Define("wgan-gp", 2,
                new SettingDefinition("lambda", "weight of the gradient penalty.", 10) { TakesNumbers = true, Minimum = 0 },
                new SettingDefinition("critics", "how many critics there are.", 5)
                {
                    TakesNumbers = true, Whole = true, Minimum = 1, Maximum = 100,
                }),
            Define("minibatch-discrimination", 1),
        ],
        Profiles:
        [
            new Profile("points", 3, "An example called points.", Networks),
            new Profile("images", 1, "An example called images.", Networks.SetItem("networks", "dcgan")),
        ],
        Metrics: [Metric("modes-captured", 1), Metric("modes-at-share", 1), Metric("high-quality-share", 1), Metric("reverse-kl", 4)],
        DefaultProfile: ImmutableDictionary<string, string>.Empty.Add("ring8", "points").Add("grid25", "points").Add("mnist", "images"),
        TrainingVersion: 5,
        Engine: "bittorch-1")
    {
        // Rules of an example: no technique beside itself; images only for mnist; minibatch-discrimination not with points on mnist.
        Refusal = technique => technique.Parts!.Value.GroupBy(part => part.Name).FirstOrDefault(name => name.Count() > 1) is { } twice
            ? $"{twice.Key} is there twice; name it once."
            : null,
        Misfit = training => (training.Settings["networks"].ToString(), training.Dataset.Name, training.Technique.Name) switch
        {
            ("dcgan", not "mnist", _) => "it draws images of 28 x 28",
            ("perceptron", "mnist", "minibatch-discrimination") => "its inputs have 3 dimensions",
            _ => null,
        },
    };

    /// <summary>The settings that every profile here has.</summary>
    private static ImmutableSortedDictionary<string, SettingValue> Networks => new Dictionary<string, SettingValue>
    {
        ["networks"] = "perceptron", ["latent"] = 2, ["batch"] = 128, ["output"] = "linear",
        ["widths"] = SettingValue.Of(8, 8), ["channels"] = 4, ["activation"] = "relu",
        ["initialisation"] = "orthogonal", ["optimiser"] = "adam", ["rate"] = 0.001,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static HostFacts Host { get; } = new(
        "BitTorch 0.1.0", "256-bit", "Example CPU", "Example OS 1", ".NET 10.0.0", 2, "0123abc", "2026-01-31");

    public static SpecReading Read(string json) => Read(json, Known);

    public static SpecReading Read(string json, Catalogue catalogue) =>
        SpecParser.Parse("experiments/example.json", Encoding.UTF8.GetBytes(json), catalogue);

    public static ExperimentSpec Spec(string json)
    {
        var reading = Read(json);
        Assert.That(reading.Problems, Is.Empty);
        return reading.Spec!;
    }

    /// <summary>A spec of one line per key, so that a test changes just the key that it is about.</summary>
    public static string Json(
        string name = "\"example\"", string question = "\"Does it work?\"",
        string datasets = "[\"ring8\"]", string techniques = "[\"ns-gan\"]",
        string seeds = "[0]", string steps = "100", string? evaluation = null) =>
        $$"""
        {
          "name": {{name}}, "question": {{question}},
          "datasets": {{datasets}},
          "techniques": {{techniques}},
          "seeds": {{seeds}},
          "generator-steps": {{steps}}{{(evaluation is null ? "" : $", \"evaluation\": {evaluation}")}}
        }
        """;

    public static RunResult Completed(params Evaluation[] trajectory) =>
        new(new RunOutcome.Completed(), [.. trajectory], 500, 64000, new string('a', 64), null, null, Versions(trajectory));

    /// <summary>The versions that the example's catalogue has of the metrics in a trajectory.</summary>
    public static ImmutableSortedDictionary<string, int> Versions(params Evaluation[] trajectory) => Known.Metrics
        .Where(metric => trajectory.Length > 0 && trajectory.All(evaluation => evaluation.Metrics.ContainsKey(metric.Name)))
        .ToImmutableSortedDictionary(metric => metric.Name, metric => metric.Version, StringComparer.Ordinal);

    public static Evaluation Evaluation(int step, int[] counts, params (string Metric, double Value)[] metrics) => new(
        step, [.. counts], metrics.ToImmutableSortedDictionary(metric => metric.Metric, metric => metric.Value, StringComparer.Ordinal));

    public static RunCost Cost(double stepsPerSecond = 1000, long memory = 100 << 20, long? operations = null) =>
        new(10, 1, 11, stepsPerSecond, stepsPerSecond * 128, memory, operations);

    public static PointModes Ring(double sigma = 0.01)
    {
        var half = (float)Math.Sqrt(0.5);
        float[] centres = [1, 0, half, half, 0, 1, -half, half, -1, 0, -half, -half, 0, -1, half, -half];
        return new PointModes(new Samples(centres, 2), sigma);
    }

    private static Definition Define(string name, int version, params SettingDefinition[] parameters) =>
        new(name, version, $"An example called {name}.", null, [.. parameters]);

    private static Definition Metric(string name, int version) => Define(name, version) with
    {
        Scale = name == "reverse-kl"
            ? new MetricScale(0, double.PositiveInfinity, Direction.LowerIsBetter)
            : new MetricScale(0, name == "high-quality-share" ? 1 : double.PositiveInfinity, Direction.HigherIsBetter),
    };
}
