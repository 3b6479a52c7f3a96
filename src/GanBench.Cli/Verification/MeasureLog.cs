using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Files;

namespace GanBench.Cli.Verification;

/// <summary>Compares records with what comes out here, and writes the metrics that they lack into those that match.</summary>
/// <param name="screen">Where the lines go.</param>
/// <param name="catalogue">Tells metrics and versions.</param>
/// <param name="chosen">The records that lack metrics.</param>
internal sealed class MeasureLog(Screen screen, Catalogue catalogue, IReadOnlyCollection<ComparableRecord> chosen)
    : ReplayLog(screen, catalogue, chosen)
{
    private readonly Catalogue catalogue = catalogue;

    /// <exception cref="UserMistakeException">The record cannot be written.</exception>
    protected override string Match(ComparableRecord compared, RunRecord record, RunResult result)
    {
        var missing = Measurements.Measurable(record, catalogue);
        var renewed = RunRecord.Of(record.Run, Measurements.Renewed(result, record.Result), record.Cost, record.Host);
        try
        {
            new RecordStore(Path.GetDirectoryName(compared.File)!).Write(renewed);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw new UserMistakeException(
                $"{compared.File}: this record cannot be written, and is as it was: {error.Message}\n" +
                "What was measured before is kept. Mend it, then go on with the same command.");
        }

        return $"measured {string.Join(", ", missing)}";
    }
}
