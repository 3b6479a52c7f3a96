using System.Globalization;
using System.Text;

namespace GanBench.Records;

/// <summary>Files that are there whole or not at all, however a program ends.</summary>
public static class WholeFile
{
    private const string AsideExtension = ".tmp";

    /// <summary>Writes a text as UTF-8 without a byte order mark; see <see cref="Write(string, ReadOnlySpan{byte})"/>.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="text">All of its content.</param>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes aside in the same folder, flushes to disk, then renames, replacing a file that is there.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="bytes">All of its content.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; what was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes) => Write(path, bytes, flushToDisk: true);

    /// <summary>The same for what need not survive a power cut: without the wait for the disk, readers still see one whole file or the other.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="bytes">All of its content.</param>
    /// <param name="flushToDisk">Whether to wait until the disk has it.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; what was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool flushToDisk)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var aside = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{AsideExtension}"));
        var file = Create(aside);
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
            File.Delete(aside);   // does nothing after the rename
        }
    }

    /// <summary>Creates a file; its folder too, should another process just have removed that because it was empty.</summary>
    internal static FileStream Create(string path, FileMode mode = FileMode.Create, FileAccess access = FileAccess.Write)
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
            var aside = path + ".damaged" + (number == 1 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture));
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

    /// <summary>From <c>.name.17-1.tmp</c> to <c>name</c>.</summary>
    private static string Target(string aside) => Path.GetFileNameWithoutExtension(aside[1..^AsideExtension.Length]);
}
