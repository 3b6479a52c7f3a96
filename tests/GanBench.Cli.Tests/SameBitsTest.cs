using System.Runtime.Intrinsics.X86;

namespace GanBench.Cli.Tests;

/// <summary>Whole runs in processes whose runtime was told to do without instruction sets: the results are the same bytes.</summary>
public sealed class SameBitsTest
{
    /// <summary>
    /// What ring8 and glyphs give for three techniques and all controls with seed 5, by the cells' names, on any machine: training, judge
    /// and every metric. A change that moves these numbers must raise a version (dataset, technique, profile, judge, metric, training loop)
    /// and say so in the changelog.
    /// </summary>
    private const string Digests =
        "52a81f12 02b76e75 09d00d87 068212cd d73efcc1 81fab1f6 78d674bb 02951e39 " +
        "cfa52c5c 5be5ce4f 6061d002 8fa265f7 bede2110 ac5d7ef1 3920578d";

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
        var digests = string.Join(' ', records.Select(record => record.GetProperty("digests").GetProperty("training").GetString()![..8]));
        Assert.That(digests, Is.EqualTo(Digests));
        if (width is not null && X86Base.IsSupported)
            Assert.That(
                records.First().GetProperty("host").GetProperty("simd").GetString(),
                Is.EqualTo(width),
                "the switches did what they say");
    }
}
