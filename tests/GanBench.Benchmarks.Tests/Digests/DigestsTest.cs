using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using GanBench.Benchmarks.Digests;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Tests.Digests;

/// <summary>
/// Every kind of training run, in processes that do without instruction sets, with threads, replicas and other settings: the weights have
/// the committed bits, whatever is changed.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class DigestsTest
{
    /// <summary>
    /// A step of it is 5 billion multiply-adds: too many for a processor's basic instructions. The smaller batch runs there.
    /// </summary>
    private const string TooLargeWithoutFusedMultiplyAdd = "dcgan-mnist";

    [TestCase("", "", null)]
    [TestCase("DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0", "", "256-bit")]
    [TestCase("DOTNET_EnableAVX2=0", "", "128-bit")]
    [TestCase("DOTNET_EnableHWIntrinsic=0", "", "scalar")]
    [TestCase("DOTNET_TieredCompilation=0", "", null)]
    [TestCase("DOTNET_TieredCompilation=1 DOTNET_TieredPGO=1 DOTNET_TC_QuickJitForLoops=1", "", null)]
    [TestCase("", "--threads 2", null)]
    [TestCase("", "--threads 7", null)]
    [TestCase("DOTNET_EnableAVX512=0 DOTNET_EnableAVX512F=0", "--threads 2", "256-bit")]
    [TestCase("", "--replicas 4", null)]
    [TestCase("", "--replicas 4 --threads 7", null)]
    [TestCase("LANG=ru_RU.UTF-8 LC_ALL=ru_RU.UTF-8", "", null)]
    public void Weights_UnderAnySwitch_HaveTheCommittedBits(string switches, string arguments, string? width)
    {
        var cases = KnownSteps.WithDigest.Select(step => step.Name)
            .Where(name => width is null or "256-bit" || name != TooLargeWithoutFusedMultiplyAdd);
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var start = new ProcessStartInfo("dotnet", [typeof(CommittedDigest).Assembly.Location, "digests", .. words, "--cases", .. cases])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var pair in switches.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
            start.Environment[pair[0]] = pair[1];

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.Zero, output + error.Result);
        Assert.That(
            output.Split('\n').Count(line => line.EndsWith("the same", StringComparison.Ordinal)), Is.EqualTo(cases.Count()), output);
        if (width is not null && X86Base.IsSupported)
            Assert.That(output, Does.Contain($"{width} vectors"), "the switches did what they say");
    }

    [Test]
    public void CommittedFile_NamesEveryKindOfRunOnce() => Assert.That(
        CommittedDigest.Read(CommittedDigest.DefaultFile).Select(one => one.Step.Name),
        Is.EquivalentTo(KnownSteps.WithDigest.Select(step => step.Name)));

    // The command compares what it computed: one wrong digit, and it says so and fails.
    [Test]
    public void Command_WhenADigestDiffers_SaysSoAndEndsWithOne()
    {
        var right = CommittedDigest.Read(CommittedDigest.DefaultFile).Single(one => one.Step.Name == "ns-ring");
        var wrong = right with { Digest = "0123456789abcdef" };
        using var output = new StringWriter();

        var exitCode = DigestsCommand.Run([right, wrong], replicas: 1, threads: 1, output);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output.ToString(), Does.Contain($"{right.Digest}  the same").And
            .Contain($"{right.Digest}  0123456789abcdef DIFFERS").And
            .Contain("1 of 2 differ"));
    }

    [TestCase("ns-ring 10"), TestCase("nothing 10 0123456789abcdef"), TestCase("ns-ring ten 0123456789abcdef")]
    public void CommittedFile_WithABadLine_IsRefusedShowingIt(string line)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"# comment\n{line}\n");
        try
        {
            Assert.That(() => CommittedDigest.Read(file), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(line));
        }
        finally
        {
            File.Delete(file);
        }
    }

    // The digest sees every weight of its own replica and none of another's.
    [Test]
    public void Digest_AfterOneWeightOfAnotherReplicaChanged_IsTheSame()
    {
        using var game = KnownSteps.WithDigest.Single(step => step.Name == "ns-ring").StartWith([0, 1]);
        ImmutableArray<string> before = [game.Digest(0), game.Digest(1)];
        using (no_grad())
            game.Parameters[1].narrow(0, 1, 1).narrow(1, 7, 1).add_(1);

        Assert.That(game.Digest(0), Is.EqualTo(before[0]));
        Assert.That(game.Digest(1), Is.Not.EqualTo(before[1]).And.Not.EqualTo(before[0]));
    }
}
