namespace GanBench.Experiments.Running;

/// <summary>How far a cell of a plan is.</summary>
public enum CellStage
{
    /// <summary>Its record says that it went to its end.</summary>
    Completed,

    /// <summary>Its record says that a number stopped being finite; it would again, so it is done.</summary>
    Diverged,

    /// <summary>A living run has it in hand.</summary>
    Running,

    /// <summary>A run began it and is gone; the next one goes on from its checkpoint.</summary>
    Started,

    /// <summary>Its record says that it broke; the next run tries it again.</summary>
    Failed,

    /// <summary>Its record says that it could not start; the next run tries it again.</summary>
    Skipped,

    /// <summary>There is a file, but no record that can be trusted; the next run sets it aside and runs the cell.</summary>
    Damaged,

    /// <summary>Nothing yet.</summary>
    Waiting,
}
