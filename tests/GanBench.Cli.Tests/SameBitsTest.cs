using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using GanBench.Cli.Workers;

namespace GanBench.Cli.Tests;

/// <summary>Whole runs in processes whose runtime was told to do without instruction sets: the results are the same bytes.</summary>
public sealed class SameBitsTest
{
    /// <summary>
    /// What ring8 gives for the three techniques with seed 5 after 10 generator steps, on any machine. A change that moves these numbers must
    /// raise a version (technique, profile, training loop) and say so in the changelog.
    /// </summary>
    private const string Digests = "5c4ce766b8b3f667 2681c00cb49fc771 51ee58db1027ad12";

    [TestCase("", null)]
    [TestCase("DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0", "256-bit")]
    [TestCase("DOTNET_EnableAVX2=0", "128-bit")]
    [TestCase("DOTNET_EnableHWIntrinsic=0", "scalar")]
    [TestCase("DOTNET_TieredCompilation=0", null)]
    [TestCase("DOTNET_TieredPGO=1 DOTNET_TC_QuickJitForLoops=0", null)]
    public void Run_UnderAnyRuntimeSwitch_GivesTheSameDigests(string switches, string? width)
    {
        using var here = new Ganbench();
        var spec = here.Spec("bits", "[\"ring8\"]", "[\"ns-gan\", { \"name\": \"wgan-gp\", \"lambda\": 0.1 }, \"minibatch-discrimination\"]", "[5]", 10);
        var program = WorkerProgram.This();
        var start = new ProcessStartInfo(program.File, [.. program.Arguments.SkipLast(1), "run", spec, "--jobs", "1", "--results", here.Results, "--reports", here.Reports])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var pair in switches.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
            start.Environment[pair[0]] = pair[1];

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.Zero, error.Result);
        var records = here.Records("bits").Values;
        var digests = string.Join(' ', records.Select(record => record.GetProperty("digest").GetString()![..16]));
        Assert.That(digests, Is.EqualTo(Digests));
        if (width is not null && X86Base.IsSupported)
            Assert.That(records.First().GetProperty("host").GetProperty("simd").GetString(), Is.EqualTo(width), "the switches did what they say");
    }
}
