using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Workers;

/// <summary>Told what happens during a run; called by the supervisor, one call at a time.</summary>
internal interface IRunObserver
{
    /// <summary>Something worth a line of its own.</summary>
    void Notice(string text);

    /// <summary>A worker begins to get a dataset ready.</summary>
    void Preparing(int worker, Choice dataset);

    /// <summary>A worker begins a cell.</summary>
    void Training(int worker, PlannedRun run);

    /// <summary>A worker's cell has come so far.</summary>
    void StepsDone(int worker, int generatorSteps);

    /// <summary>A worker is done with what it did.</summary>
    void Idle(int worker);

    /// <summary>A cell is over, and its record is written.</summary>
    /// <param name="run">The cell.</param>
    /// <param name="result">What came out.</param>
    /// <param name="cost">What it took; null when it did not run to its end.</param>
    /// <param name="elapsed">Wall-clock time that this run's last worker spent on it.</param>
    void Finished(PlannedRun run, RunResult result, RunCost? cost, TimeSpan elapsed);

    /// <summary>A cell was done by another run in the same folder, and this one has read its record.</summary>
    /// <param name="run">The cell.</param>
    /// <param name="result">What came out.</param>
    void DoneElsewhere(PlannedRun run, RunResult result);
}
