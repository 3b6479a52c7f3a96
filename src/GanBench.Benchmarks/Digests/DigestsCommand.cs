using System.Collections.Immutable;
using System.Globalization;
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
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{BitTorchEngine.Instance.Facts.Name}, {WidestVectors.Name} vectors, threads {threads}, replicas {replicas}, numbers as {0.5.ToString(CultureInfo.CurrentCulture)}"));
        output.WriteLine("case                 steps  digest            committed");
        var differ = 0;
        foreach (var one in chosen)
        {
            var digest = one.Compute(replicas);
            var isEqual = digest == one.Digest;
            if (!isEqual) differ++;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{one.Step.Name,-19} {one.GeneratorSteps,6}  {digest}  {(isEqual ? "the same" : $"{one.Digest} DIFFERS")}"));
        }

        output.WriteLine(differ == 0
            ? "All the same: the bits of this machine are the committed ones."
            : string.Create(CultureInfo.InvariantCulture, $"{differ} of {chosen.Length} differ from the committed ones."));
        return differ == 0 ? 0 : 1;
    }

    /// <summary>Lets this process write numbers with a decimal comma and other signs, as in Russia; a digest must not notice.</summary>
    public static void WriteNumbersAsInRussia()
    {
        // The program knows no cultures but the invariant one, so the format is spelled out.
        var russian = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        russian.NumberFormat.NumberDecimalSeparator = ",";
        russian.NumberFormat.NumberGroupSeparator = "\u00A0";
        russian.NumberFormat.NegativeSign = "\u2212";
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = russian;
    }
}
