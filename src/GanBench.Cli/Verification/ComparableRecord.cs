using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;

namespace GanBench.Cli.Verification;

/// <summary>A record that can be run again here.</summary>
/// <param name="File">Its file.</param>
/// <param name="Run">Its cell.</param>
internal sealed record ComparableRecord(string File, PlannedRun Run)
{
    /// <summary>Reads the record again: a folder may hold more than fits into memory.</summary>
    public RecordReading Read() => new RecordStore(Path.GetDirectoryName(File)!).Read(Path.GetFileNameWithoutExtension(File));
}
