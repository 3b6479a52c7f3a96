using GanBench.Experiments.Plans;

namespace GanBench.Experiments.Running;

/// <summary>A cell of a plan and how far it is.</summary>
/// <param name="Run">The cell.</param>
/// <param name="Stage">How far it is.</param>
/// <param name="GeneratorSteps">Generator steps done, as last told, of a cell that is running; 0 of any other.</param>
public sealed record CellProgress(PlannedRun Run, CellStage Stage, int GeneratorSteps)
{
    /// <summary>Whether it need not be run again.</summary>
    public bool IsDone => Stage is CellStage.Completed or CellStage.Diverged;
}
