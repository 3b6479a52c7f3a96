using System.Collections.Immutable;
using GanBench.Benchmarks.Hardware;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>The command <c>peer</c>: BitTorch and PyTorch in turn on the same core, so that a drifting clock hits both.</summary>
internal static class PeerCommand
{
    /// <summary>Slices that are thrown away first: compilers, caches and clocks settle.</summary>
    private const int WarmUpSlices = 2;

    /// <summary>Below this share of the core, other programs decide the result.</summary>
    private const double IdleShare = 0.95;

    public static int Run(PeerSettings settings, TextWriter output, TextWriter errors)
    {
        if (PyTorch.Find(settings.Python, out var tried) is not { } python)
        {
            errors.WriteLine("There is no Python with PyTorch here. Tried:");
            foreach (var line in tried)
                errors.WriteLine($"  {line}");
            errors.WriteLine(PyTorch.HowToInstall);
            return 2;
        }

        try
        {
            var results = ImmutableArray.CreateBuilder<PeerResult>();
            foreach (var step in settings.Steps)
            {
                errors.WriteLine($"timing {step.Name} ...");
                results.Add(Time(step, settings, python));
            }

            PeerTable.Write(results.ToImmutable(), settings, output);
            Warn(results.ToImmutable(), settings, output);
            return 0;
        }
        catch (ContestantException error)
        {
            errors.WriteLine(error.Message);
            return 3;
        }
    }

    private static PeerResult Time(StepCase step, PeerSettings settings, ImmutableArray<string> python)
    {
        var (one, two) = (Machine.LastCores(1), Machine.LastCores(2));
        var script = Path.Combine(AppContext.BaseDirectory, "peer", "pytorch_steps.py");
        ImmutableArray<string> PythonOn(int threads) => [.. python, script, step.Name, threads.ToString()];
        ImmutableArray<string> BitTorchOn(int threads) =>
            [Environment.ProcessPath!, .. Self(), "worker", step.Name, threads.ToString()];
        var hasTwo = two.Length == 2 && settings.Clock == Clock.Wall;
        using var bitTorch = Contestant.Start(BitTorchOn(1), one);
        using var bitTorchTwo = hasTwo ? Contestant.Start(BitTorchOn(2), two) : null;
        using var pyTorch = Contestant.Start(PythonOn(1), one);
        using var pyTorchTwo = hasTwo ? Contestant.Start(PythonOn(2), two) : null;
        var (ours, oursTwo, theirs, theirsTwo, peaks) = (
            new List<Slice>(), new List<Slice>(), new List<Slice>(), new List<Slice>(), new List<double>());
        for (var i = -WarmUpSlices; i < settings.Slices; i++)
        {
            peaks.Add(bitTorch.Peak());
            ours.Add(bitTorch.Train(settings.Seconds));
            theirs.Add(pyTorch.Train(settings.Seconds));
            if (bitTorchTwo is not null) oursTwo.Add(bitTorchTwo.Train(settings.Seconds));
            if (pyTorchTwo is not null) theirsTwo.Add(pyTorchTwo.Train(settings.Seconds));
            if (i < 0) (ours, oursTwo, theirs, theirsTwo, peaks) = ([], [], [], [], []);
        }

        return new PeerResult(step, bitTorch.Engine, pyTorch.Engine, [.. ours], [.. oursTwo], [.. theirs], [.. theirsTwo], [.. peaks]);
    }

    /// <summary>The arguments that start this program again: its library, when the process is <c>dotnet</c>.</summary>
    private static ImmutableArray<string> Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(PeerCommand).Assembly.Location] : [];

    private static void Warn(ImmutableArray<PeerResult> results, PeerSettings settings, TextWriter output)
    {
        if (Machine.LastCores(1).IsEmpty)
            output.WriteLine(
                "\ntaskset (util-linux) is not here: the contestants were not held on one core, and two threads were left out.");
        else if (settings.Clock == Clock.Cpu)
            output.WriteLine("\nTwo threads were left out: seconds on the core say nothing about them.");
        else if (results.Any(result => result.PyTorchOnTwo.IsEmpty))
            output.WriteLine("\nTwo threads were left out: this process may use one core only.");

        var share = results.SelectMany(result => result.BitTorch.Concat(result.PyTorch)).Min(slice => slice.CpuSeconds / slice.WallSeconds);
        if (share < IdleShare && settings.Clock == Clock.Wall)
        {
            output.WriteLine($"\nNot an idle machine: in one slice a contestant had {share:P0} of the core. Close other programs, or "
                + "count seconds on the core: CLOCK=cpu.");
        }
    }
}
