using System.Globalization;
using System.Text;

namespace GanBench.Records;

/// <summary>Files that are there whole or not at all, however a program ends.</summary>
public static class WholeFile
{
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
        Directory.CreateDirectory(folder);
        var aside = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp"));
        try
        {
            using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
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
}
