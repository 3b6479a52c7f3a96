namespace GanBench.Cli.Workers;

/// <summary>Finds workers that give no sign of life.</summary>
/// <param name="silence">How long a worker may be silent.</param>
/// <param name="time">Measures durations.</param>
internal sealed class SilenceWatch(TimeSpan silence, TimeProvider time)
{
    private long lastLook = time.GetTimestamp();

    /// <summary>The slots whose workers have been silent for too long.</summary>
    /// <remarks>One moment counts for all: what takes long here must not make workers look silent whose words wait in the queue.</remarks>
    /// <param name="slots">All slots.</param>
    /// <param name="now">That moment.</param>
    public IReadOnlyList<WorkerSlot> FindSilent(IEnumerable<WorkerSlot> slots, long now)
    {
        var sinceLast = time.GetElapsedTime(lastLook, now);
        lastLook = now;
        var busy = slots.Where(slot => !slot.IsFree).ToList();
        if (sinceLast <= silence / 2)
            return [.. busy.Where(slot => time.GetElapsedTime(slot.LastSign, now) > silence)];

        // This process was asleep itself, most likely together with its workers: their silence counts from now on.
        foreach (var slot in busy)
            slot.LastSign = now;
        return [];
    }
}
