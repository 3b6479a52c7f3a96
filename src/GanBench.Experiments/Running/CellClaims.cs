using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Experiments.Records;
using GanBench.Files;

namespace GanBench.Experiments.Running;

/// <summary>
/// Which cells of an experiment are in hand, so that several runs can share its folder: <c>results/&lt;experiment&gt;/running/</c>.
/// </summary>
/// <remarks>
/// A claim is a lock of the operating system on <c>running/&lt;id&gt;.lock</c>, held open by the process that runs the cell. The system
/// lets go of it when that process ends, however it ends, so a claim of a dead process is no claim. <c>running/&lt;id&gt;.json</c> beside
/// it tells people who holds it; it decides nothing. Unix locks are <c>flock</c>, which Linux also keeps across the clients of an NFS
/// server unless it is mounted with <c>nolock</c> or <c>local_lock</c>. Where a file system has no locks at all every claim is granted: a
/// cell may then be run twice, with the same bytes both times, because records and checkpoints are replaced as a whole.
/// </remarks>
/// <param name="folder">The experiment's folder, where its records are.</param>
public sealed class CellClaims(string folder)
{
    private const string LockExtension = ".lock";
    private const string FactsExtension = ".json";
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>Where claims are; made with the first one.</summary>
    public string Folder { get; } = Path.Combine(folder, "running");

    /// <summary>Takes a cell, if nobody holds it.</summary>
    /// <remarks>
    /// Who takes a cell must then look whether it still needs to be run: whoever held it before may have just written its record.
    /// </remarks>
    /// <param name="id">The run's id.</param>
    /// <param name="claimant">Who takes it.</param>
    /// <returns>
    /// The claim, which lasts until it is disposed of; null when another process, or another claim of this one, holds the cell.
    /// </returns>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public CellClaim? TryTake(string id, Claimant claimant)
    {
        var path = PathOf(id);
        var held = TryLock(path + LockExtension);
        if (held is null && !IsLocked(path + LockExtension))
        {
            Thread.Sleep(Glance);   // somebody only looked, which locks for a moment
            held = TryLock(path + LockExtension);
        }

        if (held is null)
            return null;
        var claim = new CellClaim(held, path + LockExtension, path + FactsExtension, claimant);
        claim.Tell(claimant.GeneratorSteps);
        return claim;
    }

    /// <summary>Whether a living process holds a cell. Takes nothing and writes nothing.</summary>
    /// <param name="id">The run's id.</param>
    public bool IsTaken(string id) => IsLocked(PathOf(id) + LockExtension);

    /// <summary>
    /// The cells that living processes hold, by id. Takes nothing and writes nothing, so that it works in a folder that may only be read.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public ImmutableArray<RunningCell> Running()
    {
        try
        {
            return
            [
                .. Directory.EnumerateFiles(Folder, "*" + LockExtension)
                    .Where(IsLocked)
                    .Select(file => Path.GetFileNameWithoutExtension(file))
                    .Order(StringComparer.Ordinal)
                    .Select(id => new RunningCell(id, Facts(id))),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];   // nothing ever ran, or the last run has just ended
        }
    }

    /// <summary>Who holds a cell, as far as it told; null when nothing can be read.</summary>
    /// <param name="id">The run's id.</param>
    public Claimant? Facts(string id)
    {
        try
        {
            return JsonSerializer.Deserialize<Claimant>(File.ReadAllBytes(PathOf(id) + FactsExtension), RecordJson.Compact);
        }
        catch (Exception error) when (FileErrors.IsFileError(error) || error is JsonException or NotSupportedException)
        {
            return null;   // it is being replaced, or the holder has just let go
        }
    }

    /// <summary>Whether locks work in this folder at all, as far as one process can find out.</summary>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public bool AreKept()
    {
        var path = WholeFile.Aside(Path.Combine(Folder, "probe"));
        try
        {
            using var first = TryLock(path);
            using var second = TryLock(path);
            return second is null;
        }
        finally
        {
            WholeFile.TryDelete(path);   // a failure here must not hide why the lock failed
        }
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return WholeFile.Create(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            return null;
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            // A shared lock: those who only look do not get into each other's way.
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return false;
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // EWOULDBLOCK of Linux and of macOS and the BSDs, and ERROR_SHARING_VIOLATION of Windows; a full disk, for one, is something else.
    private static bool IsHeldByAnother(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private string PathOf(string id) => Path.Combine(Folder, RecordStore.CheckedId(id));
}
