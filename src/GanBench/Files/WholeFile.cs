using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GanBench.Files;

/// <summary>Files that are there whole or not at all, however a program ends.</summary>
public static class WholeFile
{
    private const string AsideExtension = ".tmp";

    /// <summary>No file takes so long to write.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Tells this machine from others that share a folder; a digest, because names may be long and have dots.</summary>
    private static readonly string Machine = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)).AsSpan(0, 4));

    /// <summary>Writes a text as UTF-8 without a byte order mark; see <see cref="Write(string, ReadOnlySpan{byte})"/>.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="text">All of its content.</param>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes aside in the same folder, flushes to disk, then renames, replacing a file that is there.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="bytes">All of its content.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; what was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes) => Write(path, bytes, flushToDisk: true);

    /// <summary>
    /// The same for what need not survive a power cut: without the wait for the disk, readers still see one whole file or the other.
    /// </summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="bytes">All of its content.</param>
    /// <param name="flushToDisk">Whether to wait until the disk has it.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; what was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool flushToDisk)
    {
        var aside = Aside(path);
        var file = Create(aside, FileMode.CreateNew);
        try
        {
            using (file)
            {
                file.Write(bytes);
                file.Flush(flushToDisk);
            }

            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            TryDelete(aside);   // does nothing after the rename
        }
    }

    /// <summary>
    /// Where a file is written before it takes its name, or a trial file that never gets one: a name that no other process on any machine
    /// uses.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>A full path in the same folder, <c>.name.machine-process-random.tmp</c>.</returns>
    public static string Aside(string path)
    {
        var full = Path.GetFullPath(path);
        var random = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var name = $".{Path.GetFileName(full)}.{Machine}-{Environment.ProcessId}-{random}{AsideExtension}";
        return Path.Combine(Path.GetDirectoryName(full)!, name);
    }

    /// <summary>
    /// Removes what was being written aside in a folder by a process that is gone: one of this machine that has ended, or any an hour ago.
    /// </summary>
    /// <remarks>What cannot be looked at or removed stays.</remarks>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <param name="now">The time.</param>
    public static void RemoveAbandoned(string folder, DateTimeOffset now)
    {
        try
        {
            foreach (var (aside, _) in HalfWritten(folder))
            {
                if (Writer(Path.GetFileName(aside)) is var (machine, process)
                    && (now.UtcDateTime - File.GetLastWriteTimeUtc(aside) > Abandoned || (machine == Machine && !IsAlive(process))))
                {
                    TryDelete(aside);
                }
            }
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
        }
    }

    /// <summary>Removes a file if that is possible.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (FileErrors.IsFileError(error))
        {
        }
    }

    /// <summary>Creates a file; its folder too, should another process just have removed that because it was empty.</summary>
    public static FileStream Create(string path, FileMode mode = FileMode.Create, FileAccess access = FileAccess.Write)
    {
        for (var tries = 1; ; tries++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                return new FileStream(path, mode, access, FileShare.None, bufferSize: 0);
            }
            catch (DirectoryNotFoundException) when (tries < 3)
            {
            }
        }
    }

    /// <summary>Moves a file that cannot be trusted out of the way; nothing is lost.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Where it is now: its name with <c>.damaged</c>, numbered when that name is taken.</returns>
    /// <exception cref="IOException">It is not there, or cannot be moved.</exception>
    public static string SetAside(string path)
    {
        for (var number = 1; ; number++)
        {
            var aside = path + ".damaged" + (number == 1 ? "" : "-" + number.ToString());
            if (File.Exists(aside))
                continue;
            File.Move(path, aside);
            return aside;
        }
    }

    /// <summary>The files of a folder that were being written aside when it was looked at, or when a process was killed.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>What is written aside, and the name of the file that it was to become; empty when there is no such folder.</returns>
    public static IReadOnlyList<(string Aside, string Target)> HalfWritten(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, ".*" + AsideExtension).Select(file => (file, Target(Path.GetFileName(file))))]
        : [];

    /// <summary>Who named a file aside; null for a file of another program that happens to end alike.</summary>
    private static (string Machine, int Process)? Writer(string aside) =>
        Path.GetExtension(Path.GetFileNameWithoutExtension(aside)).Split('-')
            is [['.', .. { Length: 8 } machine], var process, { Length: 8 }]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (machine, id)
            : null;

    private static bool IsAlive(int process)
    {
        try
        {
            Process.GetProcessById(process).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>From <c>.name.0123abcd-17-89abcdef.tmp</c> to <c>name</c>.</summary>
    private static string Target(string aside) => Path.GetFileNameWithoutExtension(aside[1..^AsideExtension.Length]);
}
