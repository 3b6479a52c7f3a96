namespace GanBench.Reports.Summaries;

/// <summary>How it stands with a cell.</summary>
public enum CellState
{
    /// <summary>All generator steps were done.</summary>
    Completed,

    /// <summary>A number stopped being finite.</summary>
    Diverged,

    /// <summary>The run broke by itself.</summary>
    Failed,

    /// <summary>The machine took it: killed, silent for too long, out of memory; it is tried again at the next run.</summary>
    Lost,

    /// <summary>The run could not start.</summary>
    Skipped,

    /// <summary>There is no record of it.</summary>
    NotRun,

    /// <summary>There is a file, but not a record that can be trusted.</summary>
    Damaged,
}
