using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Files;

namespace GanBench.Cli.Planning;

/// <summary>A plan for other programs, as <c>ganbench plan --json</c> prints it; its keys are part of the program's interface.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="Question">What it asks.</param>
/// <param name="Operations">Floating-point operations of all trainings together; null when the engine does not count them.</param>
/// <param name="ExpectedSeconds">About how long one worker here trains all of them; null with <paramref name="Operations"/>.</param>
/// <param name="Cells">All cells, in the plan's order.</param>
internal sealed record PlanDocument(
    string Name, string Question, Int128? Operations, double? ExpectedSeconds, ImmutableArray<PlanDocumentCell> Cells)
{
    /// <summary>Writes a plan down.</summary>
    /// <param name="name">The experiment's name.</param>
    /// <param name="question">What it asks.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="costs">What it takes.</param>
    public static PlanDocument Of(string name, string question, ImmutableArray<PlannedRun> plan, PlanCosts costs)
    {
        ImmutableArray<PlanDocumentCell> cells = [.. plan.Select(run => PlanDocumentCell.Of(run, costs))];
        return new PlanDocument(
            name,
            question,
            cells.Aggregate((Int128?)0, (sum, cell) => sum + cell.Operations),
            cells.Aggregate((double?)0, (sum, cell) => sum + cell.ExpectedSeconds),
            cells);
    }

    /// <summary>Readable JSON; lines end with LF.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.Readable);
}
