using System.Collections.Immutable;
using System.Globalization;

namespace GanBench.Experiments.Plans;

/// <summary>A fixed share of a plan, for one of several machines that work on it together.</summary>
/// <remarks>
/// Each run goes, the costliest first, to the share that has the least work so far: no two shares then differ by more than the costliest
/// run. The shares follow from the plan alone, never from what is done already, so all machines agree on them and a share stays the same
/// for ever.
/// </remarks>
/// <param name="Number">Which share, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">Number of shares, from 1 to <see cref="Most"/>.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>Most shares of one plan: as many as a plan can have runs.</summary>
    public const int Most = 100_000;

    /// <summary>The share that a text such as <c>2/8</c> names; null when it names none.</summary>
    /// <param name="written">Number and count in decimal digits.</param>
    public static Shard? TryParse(string written)
    {
        return written.Split('/') is [var number, var count] && Whole(number) is { } i && Whole(count) is { } n
            && i >= 1 && i <= n && n <= Most
                    ? new Shard(i, n)
            : null;

        static int? Whole(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>The runs of this share, in the plan's order; none when there are more shares than runs.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="cost">About how much work a run is; finite and at least 0.</param>
    public ImmutableArray<PlannedRun> Of(ImmutableArray<PlannedRun> plan, Func<PlannedRun, double> cost)
    {
        // The number of runs decides between equal loads, so that runs that cost nothing are dealt out evenly too.
        var shares = new PriorityQueue<int, (double Load, int Runs, int Share)>(
            Enumerable.Range(1, Count).Select(share => (share, (0.0, 0, share))));
        var mine = new List<int>();
        foreach (var (index, work) in plan.Select((run, index) => (Index: index, Work: cost(run))).OrderByDescending(run => run.Work))
        {
            shares.TryDequeue(out var share, out var taken);
            shares.Enqueue(share, (taken.Load + work, taken.Runs + 1, share));
            if (share == Number)
                mine.Add(index);
        }

        return [.. mine.Order().Select(index => plan[index])];
    }

    /// <summary>As it is written: <c>2/8</c>.</summary>
    public override string ToString() => $"{Number}/{Count}";
}
