using System.Collections.Immutable;
using GanBench.Benchmarks.Steps;

namespace GanBench.Benchmarks.Digests;

/// <summary>The command <c>digests --memory</c>: long training of each kind, with the memory that it holds on the way.</summary>
internal static class MemoryCommand
{
    /// <summary>The generation of pinned objects, where the engine's buffers live: those in use and the pool's.</summary>
    private const int PinnedHeap = 4;

    /// <summary>Growth between a tenth of the way and its end that is no growth.</summary>
    private const double AllowedGrowth = 0.05;

    /// <summary>Room beside it for what the runtime compiles and puts by: of the process, and of its managed memory.</summary>
    private const double ResidentRoom = 8;
    private const double ManagedRoom = 0.5;

    /// <returns>0, or 1 when a kind's memory grew after the first tenth of its steps.</returns>
    public static int Run(ImmutableArray<StepCase> cases, int steps, TextWriter output)
    {
        output.WriteLine($"{steps} generator steps of each kind; MiB after a tenth of them -> at the end");
        output.WriteLine("| case | resident | buffers of the engine | other managed memory | collections | seconds |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        var grew = false;
        foreach (var one in cases)
        {
            using var game = one.Start();
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Train(game, Math.Max(1, steps / 10));
            var early = Memory.Now();
            var collections = GC.CollectionCount(0);
            Train(game, steps - Math.Max(1, steps / 10));
            collections = GC.CollectionCount(0) - collections;
            var late = Memory.Now();
            grew |= late.Grew(early);
            output.WriteLine($"| {one.Name} | {early.Resident:F1} -> {late.Resident:F1} | {early.Buffers:F1} -> {late.Buffers:F1} | "
                + $"{early.Managed:F1} -> {late.Managed:F1} | {collections} | {watch.Elapsed.TotalSeconds:F0} |");
        }

        output.WriteLine(grew ? "The memory of a kind grew." : "Flat: no kind's memory grew.");
        return grew ? 1 : 0;
    }

    private static void Train(TrainingStep game, int steps)
    {
        for (var i = 0; i < steps; i++)
            game.Run();
    }

    /// <summary>What this process holds, in MiB.</summary>
    private sealed record Memory(double Resident, double Buffers, double Managed)
    {
        private const double Mebibyte = 1024 * 1024;

        public static Memory Now()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var all = GC.GetTotalMemory(forceFullCollection: true);
            var pinned = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[PinnedHeap].SizeAfterBytes;
            return new Memory(Environment.WorkingSet / Mebibyte, pinned / Mebibyte, (all - pinned) / Mebibyte);
        }

        public bool Grew(Memory before) =>
            Resident > (before.Resident * (1 + AllowedGrowth)) + ResidentRoom
            || Buffers > before.Buffers * (1 + AllowedGrowth)
            || Managed > before.Managed + ManagedRoom;
    }
}
