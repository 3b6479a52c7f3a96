using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.Workers;

/// <summary>A cell's checkpoint as its worker sees it. Trouble with it is told and costs time, never the cell.</summary>
/// <param name="file">Where it is.</param>
/// <param name="interval">How often it is written.</param>
/// <param name="time">Measures the interval, by a clock that nobody can set back.</param>
/// <param name="notice">Told what the user should know.</param>
internal sealed class CellCheckpoint(string file, TimeSpan interval, TimeProvider time, Action<string> notice)
{
    private long last = time.GetTimestamp();
    private bool troubled;

    /// <summary>Whether the interval has gone by since the cell began or the state was last kept.</summary>
    public bool IsDue() => time.GetElapsedTime(last) >= interval;

    /// <summary>
    /// The state to go on from; null when there is none that can be trusted, and then a file that is no use is out of the way.
    /// </summary>
    /// <param name="id">The cell.</param>
    public TrainingState? Read(string id)
    {
        var (state, damage) = CheckpointFile.Read(file, id);
        if (damage is not null)
            SetAside(damage);
        else if (state is not null)
            notice($"{id} goes on after generator step {state.Game.GeneratorSteps:N0}.");
        return state;
    }

    /// <summary>Moves a file that is no use out of the way: the cell starts anew.</summary>
    /// <param name="reason">What is wrong with it.</param>
    public void SetAside(string reason) => Try(() => notice(
        $"{file} cannot be trusted: {reason}. It is now {Path.GetFileName(WholeFile.SetAside(file))}, and its cell starts anew."));

    /// <summary>Keeps a state in place of the one before.</summary>
    /// <param name="state">The state.</param>
    public void Write(TrainingState state)
    {
        Try(() => CheckpointFile.Write(file, state));
        last = time.GetTimestamp();   // also after a failure: the disk is not tried at every step
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            if (!troubled)
                notice($"{file}: {error.Message} The cell goes on, but what it does now is lost if it is stopped.");
            troubled = true;
        }
    }
}
