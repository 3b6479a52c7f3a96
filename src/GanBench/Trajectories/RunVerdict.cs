namespace GanBench.Trajectories;

/// <summary>What became of a run, in one word.</summary>
public enum RunVerdict
{
    /// <summary>At the end every mode is captured.</summary>
    Complete,

    /// <summary>At the end some modes are captured but not all, and they are not others at every checkpoint.</summary>
    Partial,

    /// <summary>
    /// From checkpoint to checkpoint at least half of the captured modes are exchanged for others, and at the end not all are captured.
    /// </summary>
    Hopping,

    /// <summary>At the end no mode is captured.</summary>
    None,

    /// <summary>A number stopped being finite; whatever was captured before, nothing can be generated now.</summary>
    Diverged,
}
