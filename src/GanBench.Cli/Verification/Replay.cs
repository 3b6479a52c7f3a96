using System.Collections.Immutable;
using GanBench.Cli.Hosting;
using GanBench.Cli.Workers;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Files;

namespace GanBench.Cli.Verification;

/// <summary>Runs recorded cells again in a temporary folder, away from their records.</summary>
internal static class Replay
{
    /// <summary>Runs each cell once, whatever the number of its records.</summary>
    /// <param name="records">The records.</param>
    /// <param name="jobs">Most workers.</param>
    /// <param name="limits">How long to wait for what.</param>
    /// <param name="environment">The world.</param>
    /// <param name="log">Told what comes out.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="UserMistakeException">The temporary folder cannot be written.</exception>
    public static async Task Run(
        IEnumerable<ComparableRecord> records, int jobs, Limits limits, CommandEnvironment environment, ReplayLog log)
    {
        ImmutableArray<PlannedRun> runs = [.. records.Select(record => record.Run).DistinctBy(run => run.Id())];
        var aside = Directory.CreateTempSubdirectory("ganbench-replay-").FullName;
        try
        {
            var host = Host.Facts(environment.Engine, environment.Time);
            using var cells = new CellFolder(new RecordStore(aside), runs, host, environment.Time);
            var workload = new Workload(runs, new WorkEstimate().Of);
            var worker = WorkerProgram.Of(environment.Program);
            await using var pool = new WorkerPool(worker, Math.Min(jobs, runs.Length), limits.Look, environment.Time);
            await new Supervisor(pool, workload, cells, environment.Locations, limits, environment.Time, log).Run(environment.Interrupted);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
            throw new UserMistakeException(
                $"{aside}: what is run again could not be kept there meanwhile: {error.Message}\n" +
                "TMPDIR names another folder for temporary files.");
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }
}
