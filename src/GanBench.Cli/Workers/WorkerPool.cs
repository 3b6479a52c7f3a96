using System.Collections.Immutable;
using System.Threading.Channels;
using GanBench.Cli.Hosting;

namespace GanBench.Cli.Workers;

/// <summary>Worker processes in their slots, and one queue of all that they say.</summary>
/// <remarks>
/// Workers talk from other threads; what they say is acted on by whoever takes it from the queue, one event after another.
/// </remarks>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly Channel<(WorkerProcess? From, WorkerEvent Event)> events = Channel.CreateUnbounded<(WorkerProcess?, WorkerEvent)>();
    private readonly List<Task> killed = [];
    private readonly WorkerProgram program;
    private readonly ITimer timer;

    /// <param name="program">How a worker is started.</param>
    /// <param name="size">Most workers at once.</param>
    /// <param name="tick">How often there is a <see cref="WorkerEvent.Tick"/>.</param>
    /// <param name="time">Clock.</param>
    public WorkerPool(WorkerProgram program, int size, TimeSpan tick, TimeProvider time)
    {
        this.program = program;
        Slots = [.. Enumerable.Range(0, size).Select(number => new WorkerSlot(number))];
        timer = time.CreateTimer(_ => events.Writer.TryWrite((null, new WorkerEvent.Tick())), null, tick, tick);
    }

    /// <summary>The slots, with and without workers.</summary>
    public ImmutableArray<WorkerSlot> Slots { get; }

    /// <summary>Hands a request to a slot's worker, which is started when there is none.</summary>
    /// <exception cref="UserMistakeException">A process cannot be started.</exception>
    public void Send(WorkerSlot slot, WorkerRequest request)
    {
        slot.Worker ??= WorkerProcess.Start(
            program,
            (worker, reply) => events.Writer.TryWrite((worker, new WorkerEvent.Replied(slot, reply))),
            (worker, how) => events.Writer.TryWrite((worker, new WorkerEvent.Ended(slot, how))));
        slot.Worker.Send(request);
    }

    /// <summary>Ends a slot's worker at once; what it said and nobody has heard yet is forgotten.</summary>
    public void Kill(WorkerSlot slot)
    {
        if (slot.Worker is { } worker)
            killed.Add(worker.Kill());
        slot.Worker = null;
    }

    /// <summary>Waits for the next event.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<WorkerEvent> NextEvent(CancellationToken cancellation)
    {
        while (true)
        {
            switch (await events.Reader.ReadAsync(cancellation))
            {
                case (null, var tick):
                    return tick;
                case var (worker, said) when Slots.Any(slot => slot.Worker == worker):
                    return said;
            }
        }
    }

    /// <summary>Ends all workers, whatever they are doing.</summary>
    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();

        // All at once: each may take seconds.
        await Task.WhenAll(Slots.Select(slot => Task.Run(() => slot.Worker?.Dispose())).Concat(killed));
    }
}
