using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Files;

namespace GanBench.Experiments.Specs;

/// <summary>Reads a spec from disk.</summary>
public static class SpecFile
{
    /// <summary>Largest file that is read, in bytes: one mebibyte.</summary>
    public const int LargestBytes = 1 << 20;

    /// <summary>Reads and checks a spec; whatever is wrong with the file or in it is in the answer, never an exception.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="catalogue">What a spec may name.</param>
    public static SpecReading Read(string path, Catalogue catalogue)
    {
        ReadOnlyMemory<byte> json;
        try
        {
            if (Directory.Exists(path))
                return Problem(path, $"this is a folder, not a spec; name a file.{Near(path, path)}");
            if (!File.Exists(path))
                return Problem(
                    path, $"there is no such file.{Near(path, Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".")}");

            using var file = File.OpenRead(path);
            var bytes = new byte[LargestBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestBytes)
            {
                return Problem(path, $"the file is larger than {LargestBytes:N0} bytes, so it is no spec; name another file.");
            }

            json = bytes.AsMemory(0, length);
        }
        catch (Exception error) when (FileErrors.IsPathError(error))
        {
            return Problem(path, $"the file cannot be read: {error.Message}");
        }

        // Not in the try: a fault of the parser is no fault of the file, and must not be told as one.
        return SpecParser.Parse(path, json, catalogue);
    }

    private static string Near(string path, string folder)
    {
        if (!Directory.Exists(folder))
            return $" The folder {SpecNode.Quote(folder)} does not exist either.";

        var names = Directory.EnumerateFiles(folder, "*.json")
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)
            .Take(50)
            .ToList();
        return names.Count == 0
            ? $" There are no specs (*.json) in {SpecNode.Quote(folder)}."
            : $" {Suggestion.Sentence(Path.GetFileName(path), names, "There")}";
    }

    private static SpecReading Problem(string path, string message) =>
        new(path, Spec: null, ImmutableArray.Create(new SpecProblem("", message)));
}
