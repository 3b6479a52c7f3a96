namespace GanBench.Experiments.Profiles;

/// <summary>How a learning rate changes over a run.</summary>
public enum ScheduleKind
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>From a given share of the run on it falls along a straight line to 0 at its end.</summary>
    LinearToZero,

    /// <summary>From a given share of the run on it falls along half a cosine to 0 at its end.</summary>
    CosineToZero,
}
