using System.Collections.Immutable;
using GanBench.Numerics;
using GanBench.Training;

namespace GanBench.Benchmarks.Digests;

/// <summary>The command <c>digests</c>: whether this machine, with these settings, gives the committed bits.</summary>
internal static class DigestsCommand
{
    /// <param name="chosen">What to compute.</param>
    /// <param name="replicas">Seeds that are trained at once.</param>
    /// <param name="threads">Threads that a large product may use.</param>
    /// <param name="output">The table.</param>
    /// <returns>0, or 1 when a digest differs.</returns>
    public static int Run(ImmutableArray<CommittedDigest> chosen, int replicas, int threads, TextWriter output)
    {
        set_num_threads(threads);
        output.WriteLine($"{BitTorchEngine.Instance.Facts.Name}, {WidestVectors.Name} vectors, threads {threads}, replicas {replicas}");
        output.WriteLine("case                 steps  digest            committed");
        var differ = 0;
        foreach (var one in chosen)
        {
            var digest = one.Compute(replicas);
            var isEqual = digest == one.Digest;
            if (!isEqual) differ++;
            output.WriteLine($"{one.Step.Name,-19} {one.GeneratorSteps,6}  {digest}  {(isEqual ? "the same" : $"{one.Digest} DIFFERS")}");
        }

        output.WriteLine(differ == 0
            ? "All the same: the bits of this machine are the committed ones."
            : $"{differ} of {chosen.Length} differ from the committed ones.");
        return differ == 0 ? 0 : 1;
    }
}
