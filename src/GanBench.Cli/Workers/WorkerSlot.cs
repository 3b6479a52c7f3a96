namespace GanBench.Cli.Workers;

/// <summary>A place for one worker at a time, and what it is doing.</summary>
/// <param name="number">Tells the slots of a pool apart, from 0.</param>
internal sealed class WorkerSlot(int number)
{
    /// <summary>Tells the slots of a pool apart, from 0.</summary>
    public int Number => number;

    /// <summary>Its worker; null until work is handed out, and after the worker was killed.</summary>
    public WorkerProcess? Worker { get; set; }

    /// <summary>What its worker is doing; null when that is nothing.</summary>
    public Assignment? Assignment { get; private set; }

    /// <summary>When its assignment began.</summary>
    public long Started { get; private set; }

    /// <summary>When its worker last said anything.</summary>
    public long LastSign { get; set; }

    /// <summary>When other processes were last told how far its cell is; null when they were not yet.</summary>
    public long? LastTold { get; set; }

    /// <summary>Whether nothing is being done here.</summary>
    public bool IsFree => Assignment is null;

    /// <summary>Whether a cell is being trained here.</summary>
    public bool IsTraining => Assignment is Assignment.Train;

    /// <summary>An assignment begins now.</summary>
    public void Begin(Assignment assignment, long now)
    {
        Assignment = assignment;
        Started = LastSign = now;
        LastTold = null;
    }

    /// <summary>The assignment is over, whatever came of it.</summary>
    public void Free() => Assignment = null;
}
