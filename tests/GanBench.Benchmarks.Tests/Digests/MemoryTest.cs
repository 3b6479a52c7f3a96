using System.Diagnostics;
using GanBench.Benchmarks.Digests;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Tests.Digests;

/// <summary>
/// Long training of every kind holds no more memory at its end than after a tenth of it: the process, the buffers, the rest.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class MemoryTest
{
    // As many steps as some ten seconds allow; make digests MEMORY=1 does 10,000 of each, docs/engine.md has the figures.
    [TestCase("ns-ring", 10_000)]
    [TestCase("gp-ring", 2_000)]
    [TestCase("unrolled5-ring", 1_000)]
    [TestCase("mlp-mnist", 1_000)]
    [TestCase("dcgan-mnist-batch-8", 1_000)]
    public void Training_OfManySteps_KeepsMemoryFlat(string name, int steps)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(MemoryCommand).Assembly.Location, "digests", "--memory", "--cases", name, "--steps", steps.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // 4 MiB (hexadecimal) until the collector runs: with its usual budget a short run never reaches it, and fresh pages look like
            // growth.
            Environment = { ["DOTNET_GCgen0size"] = "400000" },
        };

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.Zero, output + error.Result);
        Assert.That(output, Does.Contain($"| {name} |").And.Contain("Flat: no kind's memory grew."));
    }

    [NonParallelizable]
    [TestCase("a tensor that nobody disposes", 1)]
    [TestCase("an array that a list holds", 1)]
    [TestCase("nothing", 0)]
    public void Command_OnAKindThatLeaks_SaysSoAndEndsWithOne(string leak, int expected)
    {
        using var output = new StringWriter();

        var exitCode = MemoryCommand.Run([new StepCase("leak", 0, _ => new Leaking(leak))], 200, output);

        Assert.That(exitCode, Is.EqualTo(expected), output.ToString());
        Assert.That(output.ToString(), Does.Contain(expected == 1 ? "The memory of a kind grew." : "Flat"));
    }

    private sealed class Leaking(string what) : TrainingStep
    {
        private readonly List<object> held = [];

        public override IReadOnlyList<Tensor> Parameters => [];

        public override void Run()
        {
            using var scope = NewDisposeScope();
            var made = ones([10_000]);
            if (what.Contains("tensor", StringComparison.Ordinal)) held.Add(made.DetachFromDisposeScope());
            if (what.Contains("array", StringComparison.Ordinal)) held.Add(new float[2_000]);
        }

        protected override void Dispose(bool disposing) => held.Clear();
    }
}
