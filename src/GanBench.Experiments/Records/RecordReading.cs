namespace GanBench.Experiments.Records;

/// <summary>What is on disk for a run.</summary>
public abstract record RecordReading
{
    private RecordReading() { }

    /// <summary>A record that can be trusted: it is whole, and its digests agree with its content.</summary>
    /// <param name="Record">The record.</param>
    public sealed record Valid(RunRecord Record) : RecordReading;

    /// <summary>The run was never recorded.</summary>
    public sealed record Missing : RecordReading;

    /// <summary>There is a file, but not a record of this run that can be trusted.</summary>
    /// <param name="Reason">What is wrong with it, for people.</param>
    public sealed record Damaged(string Reason) : RecordReading
    {
        /// <summary>Whether that is only its schema: it may be the sound record of another version.</summary>
        public bool IsOfAnotherSchema { get; init; }
    }
}
