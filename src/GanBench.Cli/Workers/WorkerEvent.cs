namespace GanBench.Cli.Workers;

/// <summary>Something that the supervisor acts on.</summary>
internal abstract record WorkerEvent
{
    private WorkerEvent() { }

    /// <summary>It is time to look around.</summary>
    public sealed record Tick : WorkerEvent;

    /// <summary>A worker said something.</summary>
    public sealed record Replied(WorkerSlot Slot, WorkerReply Reply) : WorkerEvent;

    /// <summary>A worker is gone.</summary>
    /// <param name="Slot">Where it was.</param>
    /// <param name="How">How it ended, e.g. <c>ended with exit code 139 (signal 11)</c>.</param>
    public sealed record Ended(WorkerSlot Slot, string How) : WorkerEvent;
}
