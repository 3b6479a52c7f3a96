using System.Text.Json;
using GanBench.Cli.Hosting;

namespace GanBench.Cli.Tests.Commands;

public sealed class PlanCommandTest
{
    // Every kind of setting; the networks are small, so that trials take no time.
    private const string EverySetting =
        """
        {
          "datasets": ["ring8", { "name": "grid25", "generator-steps": 25000, "settings": { "batch": 64 } }],
          "techniques": [
            "ns-gan",
            {
              "name": "wgan-gp", "lambda": { "each": [0.1, 1, 10] },
              "settings": { "rate": 1e-4, "beta2": 0.9, "discriminator-steps": 5 }
            },
            { "name": "lsgan", "settings": { "generator": { "optimiser": "sgd", "momentum": 0.5 }, "averages": [0.9, 0.99] } }
          ],
          "seeds": "0-9",
          "settings": {
            "profile": "points-tanh128", "batch": 32, "latent": 2, "latent-distribution": "uniform", "widths": [24, 24, 24],
            "activation": "relu", "initialisation": "orthogonal", "gain": 1.25, "optimiser": "adam", "rate": 1e-3, "beta1": 0.25,
            "beta2": 0.99, "schedule": "linear-to-zero", "schedule-from": 0.75, "averages": [0.999], "training-samples": "fresh",
            "generator": { "rate": 2e-3, "widths": [20, 20, 20, 20], "batch-normalisation": "population" },
            "discriminator": { "activation": "maxout-5" }
          }
        }
        """;

    [Test]
    public async Task Plan_AsJson_GivesEveryCellTheSettingsOfAllLayers()
    {
        using var ganbench = new Ganbench();
        await File.WriteAllTextAsync(ganbench.Inside("every.json"), EverySetting);

        var answer = await ganbench.Run(default, "plan", ganbench.Inside("every.json"), "--json");

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        using var document = JsonDocument.Parse(answer.Output);
        List<JsonElement> cells = [.. document.RootElement.GetProperty("cells").EnumerateArray()];
        var trained = cells.Where(cell => Whole(cell, "generator-steps") > 0).ToList();
        Assert.That(trained, Has.Count.EqualTo(2 * 5 * 10));
        Assert.That(cells.Select(cell => Text(cell, "id")).Distinct().Count(), Is.EqualTo(cells.Count));
        Assert.That(
            cells.Except(trained).Select(cell => (cell.GetProperty("settings").GetRawText(), Whole(cell, "operations"))),
            Is.All.EqualTo(("{}", 0)),
            "controls");

        // What the profile alone says, then what the spec says over it.
        Assert.That(Values(trained, "networks"), Is.EqualTo(new[] { "perceptron" }));
        Assert.That(Values(trained, "output"), Is.EqualTo(new[] { "linear" }));
        Assert.That(Values(trained, "discriminator.activation"), Is.EqualTo(new[] { "maxout-5" }));
        Assert.That(Values(trained, "generator.activation"), Is.EqualTo(new[] { "relu" }), "of the profile: tanh");
        Assert.That(Values(trained, "latent"), Is.EqualTo(new[] { "2" }), "of the profile: 16");
        Assert.That(Values(trained, "latent-distribution"), Is.EqualTo(new[] { "uniform" }));
        Assert.That(Values(trained, "generator.widths"), Is.EqualTo(new[] { "[20,20,20,20]" }));
        Assert.That(Values(trained, "discriminator.widths"), Is.EqualTo(new[] { "[24,24,24]" }));
        Assert.That(Values(trained, "generator.batch-normalisation"), Is.EqualTo(new[] { "population" }));
        Assert.That(Values(trained, "discriminator.batch-normalisation"), Is.EqualTo(new[] { "none" }));
        Assert.That(Values(trained, "generator.gain").Concat(Values(trained, "discriminator.gain")), Is.All.EqualTo("1.25"));
        Assert.That(Values(trained, "generator.schedule-from"), Is.EqualTo(new[] { "0.75" }));
        Assert.That(Values(trained, "training-samples"), Is.EqualTo(new[] { "fresh" }));

        // The dataset over the spec.
        Assert.That(Values(On("ring8"), "batch"), Is.EqualTo(new[] { "32" }));
        Assert.That(Values(On("grid25"), "batch"), Is.EqualTo(new[] { "64" }));
        Assert.That(On("ring8").Select(cell => Whole(cell, "generator-steps")), Is.All.EqualTo(10_000));
        Assert.That(On("grid25").Select(cell => Whole(cell, "generator-steps")), Is.All.EqualTo(25_000));

        // The technique over all: what it says for both sides wins over what the spec says for one.
        Assert.That(Values(Of("ns-gan"), "generator.rate"), Is.EqualTo(new[] { "0.002" }));
        Assert.That(Values(Of("ns-gan"), "discriminator.rate"), Is.EqualTo(new[] { "0.001" }));
        Assert.That(Values(Of("ns-gan"), "discriminator-steps"), Is.EqualTo(new[] { "1" }));
        Assert.That(Values(Of("wgan-gp"), "generator.rate"), Is.EqualTo(new[] { "0.0001" }));
        Assert.That(Values(Of("wgan-gp"), "discriminator.beta2"), Is.EqualTo(new[] { "0.9" }));
        Assert.That(Values(Of("wgan-gp"), "discriminator.beta1"), Is.EqualTo(new[] { "0.25" }));
        Assert.That(Values(Of("wgan-gp"), "discriminator-steps"), Is.EqualTo(new[] { "5" }));
        Assert.That(
            Of("wgan-gp").Select(cell => cell.GetProperty("parameters").GetProperty("lambda").GetDouble()).Distinct(),
            Is.EqualTo(new[] { 0.1, 1, 10 }));
        Assert.That(Values(Of("lsgan"), "generator.optimiser"), Is.EqualTo(new[] { "sgd" }));
        Assert.That(Values(Of("lsgan"), "generator.momentum"), Is.EqualTo(new[] { "0.5" }));
        Assert.That(Values(Of("lsgan"), "discriminator.optimiser"), Is.EqualTo(new[] { "adam" }));
        Assert.That(
            Of("lsgan")[0].GetProperty("settings").TryGetProperty("generator.beta1", out _), Is.False, "means nothing without Adam");
        Assert.That(Averages("ns-gan"), Is.All.EqualTo("[0.999]"));
        Assert.That(Averages("lsgan"), Is.All.EqualTo("[0.9,0.99]"));

        // Every cell as expected of its training; the sum is theirs.
        Assert.That(
            trained.GroupBy(cell => (Text(cell, "dataset"), Text(cell, "technique")))
                .Select(group => group.Select(cell => Whole(cell, "operations")).Distinct().Count()),
            Is.All.EqualTo(1));
        Assert.That(Whole(document.RootElement, "operations"), Is.EqualTo(cells.Sum(cell => Whole(cell, "operations"))).And.Positive);
        Assert.That(trained.Select(cell => cell.GetProperty("expected-seconds").GetDouble()), Is.All.Positive);

        List<JsonElement> On(string dataset) => [.. trained.Where(cell => Text(cell, "dataset") == dataset)];

        List<JsonElement> Of(string technique) => [.. trained.Where(cell => Text(cell, "technique") == technique)];

        IEnumerable<string> Averages(string technique) =>
            Of(technique).Select(cell => OneLine(cell.GetProperty("evaluation").GetProperty("averages")));
    }

    [Test]
    public async Task Plan_OfManyCells_SaysOnceWhatTheyHaveInCommon()
    {
        using var ganbench = new Ganbench();
        await File.WriteAllTextAsync(ganbench.Inside("every.json"), EverySetting.Replace("0-9", "0-49", StringComparison.Ordinal));

        var answer = await ganbench.Run(default, "plan", ganbench.Inside("every.json"));

        Assert.That((answer.ExitCode, answer.Error), Is.EqualTo((ExitCode.Fine, "")));
        Assert.That(answer.Output, Does.Contain("950 cells: 10 trainings, 9 controls, each with its seeds.\n"));
        Assert.That(answer.Output.Split('\n'), Has.Length.LessThan(80).And.All.Matches<string>(line => line is { Length: <= 80 }));
        Assert.That(answer.Output.Split("batch 32"), Has.Length.EqualTo(2), "what a dataset's cells share is said once");
        Assert.That(answer.Output.Split("schedule-from"), Has.Length.EqualTo(2), "what all cells share is said once");
        Assert.That(
            answer.Output,
            Does.Match(@"\n  wgan-gp \(lambda 0\.1\) +[\d.]+ [GT] +[\d.]+ .* 0-49\n      averages \[0\.999\], discriminator-steps 5, .*\n      rate 0\.0001, "));
        Assert.That(answer.Output, Does.Match(@"\n  perfect-sampler +- +-  0-49\n"));
        Assert.That(
            answer.Output,
            Does.Match(@"\nTogether: 950 cells, 8,750,000 generator steps, [\d.]+ [TP] operations\.\n")
                .And.Match(@"\nExpected time: about .* for one worker, .* for 4 workers\.\n")
                .And.Contain("an estimate"));
    }

    [Test]
    public async Task Plan_CountsTheOperationsThatTheRunWillCountAndWritesNothing()
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("tiny", """["ring8"]""", """["ns-gan", "wgan-gp", ["hinge", "spectral-norm"], "unrolled-1"]""", "[3]", 20);
        var before = Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories);

        var answer = await ganbench.Run(default, "plan", spec, "--json");

        Assert.That(Directory.GetFileSystemEntries(ganbench.Folder, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
        await ganbench.RunHere("run", spec);
        using var document = JsonDocument.Parse(answer.Output);
        Assert.That(
            document.RootElement.GetProperty("cells").EnumerateArray()
                .ToDictionary(cell => Text(cell, "id"), cell => Whole(cell, "operations")),
            Is.EquivalentTo(ganbench.Records("tiny").ToDictionary(
                record => record.Key, record => Whole(record.Value.GetProperty("cost"), "floating-point-operations"))));
    }

    [Test]
    public async Task Plan_OfABadSpec_TellsWhatRunTells([Values] bool asJson)
    {
        using var ganbench = new Ganbench();
        var spec = ganbench.Spec("bad", """["ring9"]""", """["wgangp", { "name": "wgan-gp", "lamda": 1 }]""", "[1, 1]", 0);

        var answer = await ganbench.Run(default, ["plan", spec, .. asJson ? ["--json"] : Array.Empty<string>()]);

        Assert.That(answer, Is.EqualTo(await ganbench.RunHere("run", spec)));
        Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.UserMistake));
    }

    [Test]
    public async Task Plan_Interrupted_SaysSoAndEndsWithCode130()
    {
        using var ganbench = new Ganbench();

        var answer = await ganbench.Run(
            new CancellationToken(canceled: true), "plan", ganbench.Spec("tiny", """["ring8"]""", """["ns-gan"]""", "[0]", 20), "--json");

        Assert.That((answer.ExitCode, answer.Output), Is.EqualTo((ExitCode.Interrupted, "")));
    }

    private static string Text(JsonElement cell, string name) => cell.GetProperty(name).GetString()!;

    private static long Whole(JsonElement cell, string name) => cell.GetProperty(name).GetInt64();

    /// <summary>The distinct values of a setting.</summary>
    private static IEnumerable<string> Values(List<JsonElement> cells, string setting) =>
        cells.Select(cell => OneLine(cell.GetProperty("settings").GetProperty(setting))).Distinct();

    private static string OneLine(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value);
}
