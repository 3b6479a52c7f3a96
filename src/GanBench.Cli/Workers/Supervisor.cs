using System.Runtime.ExceptionServices;
using GanBench.Cli.Wording;
using GanBench.Datasets;
using GanBench.Files;

namespace GanBench.Cli.Workers;

/// <summary>Hands cells to worker processes, one at a time each, and survives the death of any of them.</summary>
/// <remarks>
/// Everything happens on the caller's thread of control. A worker that dies, falls silent or runs out of memory costs what it was at one
/// more try, from the cell's last checkpoint; a second time the cell is <c>Failed</c>.
/// </remarks>
internal sealed class Supervisor
{
    private readonly DataLocations locations;
    private readonly Limits limits;
    private readonly TimeProvider time;
    private readonly IRunObserver observer;
    private readonly CellFolder cells;
    private readonly WorkerPool pool;
    private readonly SharedWorkload work;
    private readonly ReplyHandler replies;
    private readonly SilenceWatch watch;

    /// <summary>Since when nothing is handed out any more and the workers keep the state of their cells; null before.</summary>
    private long? stopping;

    /// <param name="pool">The workers; who made it ends them.</param>
    /// <param name="workload">What is to be done.</param>
    /// <param name="cells">The cells on disk.</param>
    /// <param name="locations">Where workers look for data.</param>
    /// <param name="limits">How long to wait for what.</param>
    /// <param name="time">Measures durations.</param>
    /// <param name="observer">Told what happens.</param>
    public Supervisor(
        WorkerPool pool,
        Workload workload,
        CellFolder cells,
        DataLocations locations,
        Limits limits,
        TimeProvider time,
        IRunObserver observer)
    {
        (this.pool, this.cells, this.locations, this.limits, this.time, this.observer) = (pool, cells, locations, limits, time, observer);
        work = new SharedWorkload(workload, cells, observer, limits.Elsewhere, time);
        replies = new ReplyHandler(pool, work, cells, observer, limits.Tell, time);
        watch = new SilenceWatch(limits.Silence, time);
    }

    /// <summary>Runs every cell to its end, whatever that is. Can be called once.</summary>
    /// <param name="interrupted">Stops all workers after they have kept the state of their cells, which leave no record.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="IOException">A record could not be written; the other workers were stopped as after an interruption.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because the folder may not be written.</exception>
    public async Task Run(CancellationToken interrupted)
    {
        ExceptionDispatchInfo? failure = null;
        while (true)
        {
            try
            {
                HandOut();
                if (IsOver())
                    break;
                Handle(await pool.NextEvent(stopping is null ? interrupted : CancellationToken.None));
            }
            catch (OperationCanceledException)
            {
                Stop();
            }
            catch (Exception error) when (FileErrors.IsFileError(error))
            {
                // A full disk, most likely: the other cells keep their state as far as it lets them.
                failure ??= ExceptionDispatchInfo.Capture(error);
                Stop();
            }
        }

        failure?.Throw();
        if (stopping is not null)
            throw new OperationCanceledException(interrupted);
    }

    private bool IsOver() => stopping is { } since
        ? !pool.Slots.Any(slot => slot.IsTraining) || time.GetElapsedTime(since) >= limits.Stop
        : pool.Slots.All(slot => slot.IsFree) && work.IsEmpty();

    /// <summary>Lets every worker keep the state of its cell; one that finishes its cell instead is recorded.</summary>
    private void Stop()
    {
        if (stopping is not null)
            return;
        stopping = time.GetTimestamp();
        replies.IsStopping = true;
        foreach (var slot in pool.Slots.Where(slot => slot.IsTraining))
            pool.Send(slot, new WorkerRequest.Stop());
    }

    private void HandOut()
    {
        foreach (var slot in pool.Slots.Where(slot => slot.IsFree))
        {
            if (stopping is null && work.Take() is { } assignment)
                Begin(slot, assignment);
        }
    }

    private void Begin(WorkerSlot slot, Assignment assignment)
    {
        slot.Begin(assignment, time.GetTimestamp());
        switch (assignment)
        {
            case Assignment.Prepare prepare:
                observer.Preparing(slot.Number, prepare.Dataset);
                pool.Send(slot, new WorkerRequest.Prepare(prepare.Dataset, locations));
                break;
            case Assignment.Train train:
                var checkpoint = Path.GetFullPath(cells.Store.CheckpointOf(train.Run.Id()));
                observer.Training(slot.Number, train.Run);
                pool.Send(slot, new WorkerRequest.Train(train.Run, locations, checkpoint, limits.Checkpoint.TotalSeconds));
                break;
        }
    }

    private void Handle(WorkerEvent happened)
    {
        switch (happened)
        {
            case WorkerEvent.Tick when stopping is null:
                LookAround();
                break;
            case WorkerEvent.Replied replied:
                replied.Slot.LastSign = time.GetTimestamp();
                replies.Handle(replied.Slot, replied.Reply);
                break;
            case WorkerEvent.Ended ended:
                replies.Retry(ended.Slot, $"The worker process {ended.How}.");
                break;
        }
    }

    /// <summary>Looks for silent workers, and after cells that another run has in hand.</summary>
    private void LookAround()
    {
        var now = time.GetTimestamp();
        foreach (var slot in watch.FindSilent(pool.Slots, now))
            replies.Retry(slot, $"The worker process gave no sign of life for {Words.Duration(limits.Silence)} and was ended.");
        work.AskAgain(now);
    }
}
