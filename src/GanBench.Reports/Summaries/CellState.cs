namespace GanBench.Reports.Summaries;

/// <summary>How it stands with a cell.</summary>
public enum CellState
{
    /// <summary>All generator steps were done.</summary>
    Completed,

    /// <summary>A number stopped being finite.</summary>
    Diverged,

    /// <summary>The run broke.</summary>
    Failed,

    /// <summary>The run could not start.</summary>
    Skipped,

    /// <summary>There is no record of it.</summary>
    NotRun,

    /// <summary>There is a file, but not a record that can be trusted.</summary>
    Damaged,
}
