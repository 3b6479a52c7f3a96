using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using GanBench.Cli.Screens;
using GanBench.Cli.Workers;
using GanBench.Datasets;
using GanBench.Experiments.Running;
using GanBench.Judges;
using GanBench.Numerics;

namespace GanBench.Cli.Checkup;

/// <summary>Looks at everything that a run needs; leaves nothing behind and never touches the network.</summary>
/// <param name="surroundings">The world.</param>
/// <param name="results">Folder of the results.</param>
internal sealed class Examination(Surroundings surroundings, string results)
{
    private const double Gibibyte = 1L << 30;

    /// <summary>Less free space than this is worth a word: a record has some 100 kB, a checkpoint some MB.</summary>
    private const double LittleSpace = Gibibyte;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>All findings, in the order they are shown.</summary>
    public ImmutableArray<Finding> Findings() =>
    [
        Engine(),
        Processor(),
        Memory(),
        .. GraphicsProcessors.Examine(),
        StartOfAWorker(WorkerProgram.This()),
        .. KnownJudges.All.Select(Judge),
        .. Mnist(surroundings.Locations),
        Folder("cache folder", surroundings.Locations.CacheFolder, Condition.Poor, $"Downloads cannot be kept, so every run downloads again. Name another folder with {Surroundings.CacheVariable}=DIR."),
        Folder("results folder", results, Condition.Broken, "Make it writable, or name another folder with --results DIR."),
    ];

    /// <summary>Whether a worker process can be started at all, and how long that takes.</summary>
    internal static Finding StartOfAWorker(WorkerProgram program)
    {
        const string Subject = "worker";
        var remedy = $"Workers are started with: {string.Join(' ', program.Arguments.Prepend(program.File).Select(Words.Quoted))}";
        var began = Stopwatch.StartNew();
        try
        {
            using var process = Process.Start(program.StartInfo())!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Close();   // a worker ends with its input
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return new Finding(Condition.Broken, Subject, "a worker process starts and does not end", remedy);
            }

            return process.ExitCode == ExitCode.Fine
                ? new Finding(Condition.Fine, Subject, $"a worker process starts and ends in {Words.Duration(began.Elapsed)}")
                : new Finding(Condition.Broken, Subject, Words.OneLine($"a worker process ends with exit code {Words.Plain(process.ExitCode)}: {errors.Result.Trim()}"), remedy);
        }
        catch (Win32Exception error)
        {
            return new Finding(Condition.Broken, Subject, $"a worker process cannot be started: {error.Message}", remedy);
        }
    }

    /// <summary>Whether a judge's weights are beside the program and are those that its facts name.</summary>
    private static Finding Judge(KnownJudge judge)
    {
        try
        {
            var facts = judge.Open().Facts;
            return new Finding(Condition.Fine, "judge", string.Create(CultureInfo.InvariantCulture, $"{facts.Name} is whole; it knows {facts.TestAccuracy * 100:0.00} % of {judge.Dataset}'s test images"));
        }
        catch (DataUnavailableException error)
        {
            return new Finding(Condition.Broken, "judge", $"{judge.Name} is damaged or missing", error.Message);
        }
    }

    /// <summary>MNIST's files where a run would look for them; all other datasets need none.</summary>
    internal static ImmutableArray<Finding> Mnist(DataLocations locations)
    {
        const string Subject = "MNIST";
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (locations.DataFolder is { } data && !Directory.Exists(data))
            findings.Add(new Finding(Condition.Broken, Surroundings.DataVariable, $"{data}: there is no such folder", $"Set {Surroundings.DataVariable} to the folder with MNIST's files, or unset it."));

        var files = MnistFinding.Of(locations);
        var (missing, damaged) = (files.Where(file => file.Path is null).ToList(), files.Where(file => file.Fault is not null).ToList());
        foreach (var file in damaged)
            findings.Add(new Finding(Condition.Broken, Subject, $"{file.Path} {file.Fault}", "Replace it with the original file, or remove it to have it downloaded."));
        if (missing.Count > 0)
        {
            findings.Add(new Finding(
                locations.Offline ? Condition.Poor : Condition.Note,
                Subject,
                $"not here: {string.Join(", ", missing.Select(file => file.Name))}",
                locations.Offline
                    ? $"Its cells are skipped. Put the files (plain or .gz) into a folder and set {Surroundings.DataVariable} to it, or unset {Surroundings.OfflineVariable}."
                    : $"The first run that needs it downloads it (12 MB). Without a network: put the files (plain or .gz) into a folder and set {Surroundings.DataVariable} to it."));
        }
        else if (damaged.Count == 0)
        {
            findings.Add(new Finding(Condition.Fine, Subject, $"all four files are whole, in {string.Join(" and ", files.Select(file => Path.GetDirectoryName(file.Path)).Distinct(StringComparer.Ordinal))}"));
        }

        return findings.ToImmutable();
    }

    /// <summary>Whether a folder can be written, keeps locks and has space; one that is not there yet is judged by the folder it would be made in.</summary>
    internal static Finding Folder(string subject, string folder, Condition unwritable, string remedy)
    {
        var there = Path.GetFullPath(folder);
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            if (File.Exists(there))
                return new Finding(unwritable, subject, $"{folder}: {there} is a file, so there can be no folder", remedy);
            there = parent;
        }

        var trial = Path.Combine(there, string.Create(CultureInfo.InvariantCulture, $".ganbench-doctor-{Environment.ProcessId}"));
        try
        {
            bool locks;
            try
            {
                locks = new CellClaims(Directory.CreateDirectory(trial).FullName).AreKept();
            }
            finally
            {
                if (Directory.Exists(trial))
                    Directory.Delete(trial, recursive: true);
            }

            var free = new DriveInfo(there).AvailableFreeSpace;
            var fact = string.Create(CultureInfo.InvariantCulture, $"{folder} can be written; {free / Gibibyte:N1} GiB are free");
            if (!locks)
                return new Finding(Condition.Poor, subject, fact + "; its file system keeps no locks", "Start one run at a time there: two would run the same cells.");
            return free < LittleSpace ? new Finding(Condition.Poor, subject, fact, "Make room before a long run; a full disk stops it.") : new Finding(Condition.Fine, subject, fact);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding(unwritable, subject, $"{folder} cannot be written: {error.Message}", remedy);
        }
    }

    private static Finding Engine() => WidestVectors.Name == "scalar"
        ? new Finding(Condition.Poor, "engine", $"{Engines.Default.Facts.Name} ({Engines.Default.Facts.Identity}) without vectors", "Same results, many times slower. Is DOTNET_EnableHWIntrinsic=0 set?")
        : new Finding(Condition.Fine, "engine", $"{Engines.Default.Facts.Name} ({Engines.Default.Facts.Identity}), {WidestVectors.Name} vectors");

    private Finding Processor()
    {
        var host = Host.Facts(surroundings.Time);
        return new Finding(Condition.Fine, "processor", $"{host.Processor}; {Words.Count(surroundings.Cores, "core")}, so {Words.Count(surroundings.Cores, "worker")} unless --jobs says otherwise");
    }

    // What this process may use: a container's limit where there is one.
    private Finding Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var fact = string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:N1} GiB");
        return bytes / Gibibyte / surroundings.Cores < 0.25
            ? new Finding(Condition.Poor, "memory", $"{fact}, less than 0.25 GiB per worker", "Start fewer workers with --jobs.")
            : new Finding(Condition.Fine, "memory", fact);
    }
}
