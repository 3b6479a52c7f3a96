using System.Diagnostics;
using GanBench.Benchmarks.Hardware;
using GanBench.Benchmarks.Steps;
using GanBench.Numerics;
using GanBench.Training;

namespace GanBench.Benchmarks.SideBySide;

/// <summary>The side of BitTorch: a process that trains for as long as each line of its input says.</summary>
/// <remarks>
/// The protocol that peer/pytorch_steps.py speaks too. First line out: the engine and its version. Then for each line in, a number of
/// seconds, one line out: steps, wall seconds, CPU seconds. BitTorch also answers the line <c>peak</c>: multiply-adds a second of this
/// core.
/// </remarks>
internal static class StepWorker
{
    /// <param name="step">What to train.</param>
    /// <param name="threads">Threads that a large product may use.</param>
    /// <param name="input">Where the questions come from.</param>
    /// <param name="output">Where the answers go.</param>
    public static int Run(StepCase step, int threads, TextReader input, TextWriter output)
    {
        set_num_threads(threads);
        using var game = step.Start();
        output.WriteLine($"{BitTorchEngine.Instance.Facts.Name}, {WidestVectors.Name} vectors");
        while (input.ReadLine() is { } line)
        {
            output.WriteLine(line == "peak"
                ? FusedMultiplyAddPeak.MultiplyAddsPerSecond().ToString("R")
                : Train(game, double.Parse(line)));
            output.Flush();
        }

        return 0;
    }

    private static string Train(TrainingStep game, double seconds)
    {
        var (steps, watch, before) = (0, Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        do
        {
            game.Run();
            steps++;
        }
        while (watch.Elapsed.TotalSeconds < seconds);
        var (wall, cpu) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        return $"{steps} {wall:R} {cpu:R}";
    }
}
