namespace GanBench.Cli.Workers;

/// <summary>How long a supervisor waits for what; none of it changes a number.</summary>
/// <param name="Checkpoint">How often a cell's state is kept.</param>
/// <param name="Silence">A worker that gives no sign of life for so long is ended.</param>
internal sealed record Limits(TimeSpan Checkpoint, TimeSpan Silence)
{
    public static Limits Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));

    /// <summary>How often the supervisor looks whether a worker is silent.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How often it looks what became of cells that another run has in hand.</summary>
    public TimeSpan Elsewhere { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it tells other processes how far its cells are.</summary>
    public TimeSpan Tell { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long workers may take to keep their cells when the run is stopped; less than the 30 s between Slurm's SIGTERM and SIGKILL.
    /// </summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(20);
}
