using GanBench.Experiments.Profiles;
using GanBench.Numerics;

namespace GanBench.Training.Optimisers;

/// <summary>How a side's learning rate changes over a run: a factor on it that depends on the generator steps done.</summary>
/// <param name="Kind">How it falls.</param>
/// <param name="From">Share of the run from which it falls, in [0, 1).</param>
/// <param name="WarmUp">Generator steps over which it rises along a straight line; 0 for none.</param>
/// <param name="GeneratorSteps">T, generator steps of the whole run, at least 1.</param>
public sealed record Schedule(ScheduleKind Kind, double From, int WarmUp, long GeneratorSteps)
{
    /// <summary>The rate stays.</summary>
    public static Schedule Constant { get; } = new(ScheduleKind.Constant, From: 0, WarmUp: 0, GeneratorSteps: 1);

    /// <summary>A side's schedule.</summary>
    /// <param name="side">Its settings.</param>
    /// <param name="generatorSteps">Generator steps of the whole run, at least 1.</param>
    public static Schedule Of(SideSettings side, long generatorSteps) => new(side.Schedule, side.ScheduleFrom, side.WarmUp, generatorSteps);

    /// <summary>The factor on the rate of an update.</summary>
    /// <remarks>
    /// With u the share done of the part in which the rate falls, t = done: u = (t / T - from) / (1 - from), between 0 and 1. Linear: 1 -
    /// u. Cosine: (1 + cos(pi u)) / 2 (Loshchilov, Hutter, arXiv:1608.03983, one period). Either times (t + 1) / warm-up while that is
    /// below 1.
    /// </remarks>
    /// <param name="done">t, generator steps done before the update, at least 0.</param>
    /// <returns>A number in [0, 1].</returns>
    public double Factor(long done)
    {
        var fallen = Math.Clamp((((double)done / GeneratorSteps) - From) / (1 - From), 0, 1);
        var falling = Kind switch
        {
            ScheduleKind.LinearToZero => 1 - fallen,
            ScheduleKind.CosineToZero => (1 + Elementary.SinCosTurns(fallen / 2).Cosine) / 2,
            _ => 1,
        };
        return WarmUp == 0 ? falling : falling * Math.Min(1, (done + 1.0) / WarmUp);
    }

    /// <summary>The optimiser with the rate of an update; one that always stays the same is left as it is.</summary>
    /// <param name="usual">The optimiser with the rate that a schedule is a factor of.</param>
    /// <param name="done">Generator steps done before the update.</param>
    public Optimiser At(Optimiser usual, long done) =>
        Kind == ScheduleKind.Constant && WarmUp == 0 ? usual : usual with { LearningRate = usual.LearningRate * Factor(done) };
}
