using GanBench.Cli.Screens;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Verification;

/// <summary>Compares records with what comes out here, and leaves it at that.</summary>
/// <param name="screen">Where the lines go.</param>
/// <param name="catalogue">Gives the techniques' labels.</param>
/// <param name="chosen">The records that are compared.</param>
internal sealed class VerifyLog(Screen screen, Catalogue catalogue, IReadOnlyCollection<ComparableRecord> chosen)
    : ReplayLog(screen, catalogue, chosen)
{
    protected override string Match(ComparableRecord compared, RunRecord record, RunResult result) => "match";
}
