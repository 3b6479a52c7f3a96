using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Reports.Summaries;

/// <summary>One cell of the matrix and what is known of it.</summary>
/// <param name="Run">What was planned.</param>
/// <param name="Technique">The technique's label.</param>
/// <param name="State">How it stands.</param>
/// <param name="Detail">Why, where there is something to say; else empty.</param>
/// <param name="Record">Its record; null when it was not run or the record is damaged.</param>
/// <param name="IsControl">Whether its technique is a control.</param>
public sealed record Cell(PlannedRun Run, string Technique, CellState State, string Detail, RunRecord? Record, bool IsControl)
{
    /// <summary>
    /// The state in the words of tables and files: <c>completed</c>, <c>diverged</c>, <c>failed</c>, <c>lost</c>, <c>skipped</c>,
    /// <c>not run</c>, <c>damaged</c>.
    /// </summary>
    public string StateName => NameOf(State);

    /// <summary>How the run went over its checkpoints; null while there is nothing to judge.</summary>
    public Course? Course { get; init; }

    /// <summary>The last evaluation; null when there was none.</summary>
    public Evaluation? Last => Record is { Result.Trajectory: [.., var last] } ? last : null;

    /// <summary>Whether a completed run was measured with a metric; any other run need not be.</summary>
    /// <param name="metric">The metric's name.</param>
    public bool IsMeasured(string metric) => State != CellState.Completed || Last?.Metrics.ContainsKey(metric) == true;

    /// <summary>A metric's last value; NaN when it is undefined or was not measured.</summary>
    /// <param name="metric">The metric's name.</param>
    public double Final(string metric) => Last is { } last ? Value(last, metric) : double.NaN;

    /// <summary>A state in words.</summary>
    /// <param name="state">The state.</param>
    public static string NameOf(CellState state) => state switch
    {
        CellState.Completed => "completed",
        CellState.Diverged => "diverged",
        CellState.Failed => "failed",
        CellState.Lost => "lost",
        CellState.Skipped => "skipped",
        CellState.Damaged => "damaged",
        _ => "not run",
    };

    internal static double Value(Evaluation evaluation, string metric) => evaluation.Metrics.GetValueOrDefault(metric, double.NaN);

    internal static Cell From(PlannedRun run, RecordSet records, Catalogue catalogue, PlanLabels labels)
    {
        var (id, label, control) = (run.Id(), labels.Of(run), catalogue.IsControl(run.Technique));
        if (records.Damaged.TryGetValue(id, out var damage))
            return new Cell(run, label, CellState.Damaged, damage, null, control);
        if (!records.Records.TryGetValue(id, out var record))
            return new Cell(run, label, CellState.NotRun, "", null, control);

        record = Measurements.Current(record, catalogue);
        var (state, detail) = record.Result.Outcome switch
        {
            RunOutcome.Diverged diverged =>
                (CellState.Diverged, $"{diverged.What} was not finite after generator step {diverged.GeneratorStep}"),
            RunOutcome.Failed failed => (failed.Lost ? CellState.Lost : CellState.Failed, failed.Error),
            RunOutcome.Skipped skipped => (CellState.Skipped, skipped.Reason),
            _ => (CellState.Completed, ""),
        };
        return new Cell(run, label, state, detail, record, control)
        {
            Course = catalogue.ModeWeights(run.Dataset) is { } weights ? Course.Of(record, weights) : null,
        };
    }
}
