namespace GanBench.Definitions;

/// <summary>Which way a metric improves.</summary>
public enum Direction
{
    /// <summary>More is better.</summary>
    HigherIsBetter,

    /// <summary>Less is better.</summary>
    LowerIsBetter,

    /// <summary>The nearer to a target, the better: less is too little, more is too much.</summary>
    TargetIsBest,

    /// <summary>Neither: a value says something only beside that of the perfect sampler, so techniques are not compared by it.</summary>
    ComparedWithPerfect,
}
