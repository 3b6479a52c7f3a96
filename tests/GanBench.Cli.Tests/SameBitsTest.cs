using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace GanBench.Cli.Tests;

/// <summary>Whole runs in processes whose runtime was told to do without instruction sets: the results are the same bytes.</summary>
public sealed class SameBitsTest
{
    /// <summary>
    /// What ring8 and glyphs give for three techniques and all controls with seed 5, by the cells' names, on any machine: the digest of the
    /// training, which is the same of all controls, and that of judge and every metric. A change that moves these numbers must raise a
    /// version (dataset, technique, judge, metric, training loop) and say so in the changelog; a new metric moves the latter.
    /// </summary>
    private const string Digests =
        "becc860c/15cdcc23 788f11d3/693702a2 c8f0a7c5/1d7a49e4 c8f0a7c5/e40fbcd6 c8f0a7c5/fdfb1596 " +
        "c8f0a7c5/6889275c edad9e4a/9f0283f7 c8f0a7c5/8dfa8ad8 4f381a88/a3357dd2 ecabd3ac/b8972553 " +
        "c8f0a7c5/67448c7c c8f0a7c5/05e73d5c c8f0a7c5/6ada73bd c8f0a7c5/0ca44306 5e8708f1/aabd056f";

    [TestCase("", null)]
    [TestCase("DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0", "256-bit")]
    [TestCase("DOTNET_EnableAVX2=0", "128-bit")]
    [TestCase("DOTNET_EnableHWIntrinsic=0", "scalar")]
    [TestCase("DOTNET_TieredCompilation=0", null)]
    [TestCase("DOTNET_TieredCompilation=1 DOTNET_TC_QuickJit=1 DOTNET_TieredPGO=1", null)]
    public void Run_UnderAnyRuntimeSwitch_GivesTheSameDigests(string switches, string? width)
    {
        using var here = new Ganbench();
        var spec = here.Spec(
            "bits",
            "[\"ring8\", { \"name\": \"glyphs\", \"generator-steps\": 2 }]",
            "[\"ns-gan\", { \"name\": \"wgan-gp\", \"lambda\": 0.1 }, \"minibatch-discrimination\"]",
            "[5]",
            generatorSteps: 10,
            controls: "true");
        var variables = switches.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(
            pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        using var process = Processes.Start(here, variables, "run", spec, "--jobs", "1");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.Zero, error.Result);
        var records = here.Records("bits").Values;
        var digests = string.Join(' ', records.Select(record => $"{Digest(record, "training")}/{Digest(record, "measurements")}"));
        Assert.That(digests, Is.EqualTo(Digests));
        if (width is not null && X86Base.IsSupported)
            Assert.That(
                records.First().GetProperty("host").GetProperty("simd").GetString(),
                Is.EqualTo(width),
                "the switches did what they say");
    }

    private static string Digest(JsonElement record, string what) => record.GetProperty("digests").GetProperty(what).GetString()![..8];
}
