using System.Text.Json;
using GanBench.Files;

namespace GanBench.Experiments.Running;

/// <summary>A cell that is taken; others cannot take it until this is disposed of or the process ends.</summary>
public sealed class CellClaim : IDisposable
{
    private readonly FileStream held;
    private readonly string lockFile;
    private readonly string factsFile;
    private readonly Claimant claimant;

    internal CellClaim(FileStream held, string lockFile, string factsFile, Claimant claimant) =>
        (this.held, this.lockFile, this.factsFile, this.claimant) = (held, lockFile, factsFile, claimant);

    /// <summary>
    /// Tells how far the cell has come, for those who look at <see cref="CellClaims.Running"/>. What cannot be written is not told.
    /// </summary>
    /// <param name="generatorSteps">Generator steps done.</param>
    public void Tell(int generatorSteps)
    {
        try
        {
            var facts = claimant with { GeneratorSteps = generatorSteps };
            WholeFile.Write(factsFile, JsonSerializer.SerializeToUtf8Bytes(facts, RecordJson.Compact), flushToDisk: false);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
        }
    }

    /// <summary>Lets go of a cell whose final record is written, and removes the claim's files: nobody will need them again.</summary>
    /// <remarks>
    /// Only then: who takes a cell while its lock file is removed might hold a file that others no longer see, but finds the record.
    /// </remarks>
    public void Finish()
    {
        Dispose();
        WholeFile.TryDelete(lockFile);
    }

    /// <summary>Lets go of the cell; the empty lock file stays.</summary>
    public void Dispose()
    {
        if (held.SafeFileHandle.IsClosed)
            return;
        WholeFile.TryDelete(factsFile);
        held.Dispose();
    }
}
