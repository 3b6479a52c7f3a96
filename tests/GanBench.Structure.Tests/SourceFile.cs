using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GanBench.Structure.Tests;

/// <summary>A C# file of the source.</summary>
/// <param name="Path">Path from <c>src</c>, with slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly string Source = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", "..", "src"));

    /// <summary>The names of all projects.</summary>
    public static IEnumerable<string> Projects => Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetFileNameWithoutExtension(file));

    /// <summary>Every file that is written by hand.</summary>
    public static IEnumerable<SourceFile> All =>
        from file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        let path = System.IO.Path.GetRelativePath(Source, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        orderby path
        select new SourceFile(path, File.ReadAllText(file));

    /// <summary>
    /// The folders that hold parts of a type of a namespace above theirs, each with that namespace: a type cannot be cut, so these
    /// folders are one with it, and only sort its files.
    /// </summary>
    public static ImmutableDictionary<string, string> FoldersOfParts { get; } = All
        .Where(file => file.HoldsAPartFromAbove)
        .DistinctBy(file => file.Folder)
        .ToImmutableDictionary(file => file.Folder, file => file.Said, StringComparer.Ordinal);

    /// <summary>What is wrong with it: a type that is not in a file of its name, or a namespace that is not its folder's.</summary>
    /// <remarks>
    /// <c>Name.Part.cs</c> holds a part of Name. A file may also be named after a type inside a part, as functional.cs is after
    /// torch.nn.functional, and parts may lie in folders below that of their namespace, beside other types of it.
    /// </remarks>
    /// <returns>One sentence each.</returns>
    public IEnumerable<string> Problems()
    {
        var name = System.IO.Path.GetFileName(Path).Split('.')[0];
        var holdsAPartForIt = Types().Matches(Text).Any(match => match.Groups["margin"].Length > 0 && match.Groups["name"].Value == name);
        foreach (var type in Types().Matches(Text).Where(match => match.Groups["margin"].Length == 0))
        {
            var part = type.Value.Contains("partial ", StringComparison.Ordinal);
            if (type.Groups["name"].Value != name && !(part && holdsAPartForIt))
                yield return $"{Path}: the type {type.Groups["name"].Value} belongs in a file of its name.";
        }

        if (Said.Length > 0 && Said != Folder && !HoldsAPartFromAbove && FoldersOfParts.GetValueOrDefault(Folder) != Said)
            yield return $"{Path}: the namespace is {Said}, but the folder {Folder}.";
    }

    private string Said => Namespace().Match(Text).Groups["name"].Value;

    private bool HoldsAPartFromAbove => Said.Length > 0
        && Folder.StartsWith(Said + ".", StringComparison.Ordinal)
        && Types().Matches(Text).Any(
            match => match.Groups["margin"].Length == 0 && match.Value.Contains("partial ", StringComparison.Ordinal));

    /// <summary>The namespace that its folder stands for; the assemblies of each engine share one.</summary>
    private string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/').Replace('/', '.')
        .Replace("GanBench.Training.BitTorch", "GanBench.Training", StringComparison.Ordinal)
        .Replace("GanBench.Training.TorchSharp", "GanBench.Training", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(?<margin> *)(?:[a-z]+ )*" +
        @"(?:class|struct|interface|enum|record(?: class| struct)?|delegate [\w<>?\[\]()*, .]+?) (?<name>\w+)\s*[<(:{;\n]",
        RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
