namespace GanBench.Cli.HealthChecks;

/// <summary>How things stand with one thing that a run may need.</summary>
internal enum HealthStatus
{
    /// <summary>It is there and works.</summary>
    Fine,

    /// <summary>It is missing or poor, and nothing needs it, or what needs it does without.</summary>
    Note,

    /// <summary>Some cells cannot be run, or everything takes longer, until it is mended.</summary>
    Poor,

    /// <summary>Runs cannot work until it is mended.</summary>
    Broken,
}
