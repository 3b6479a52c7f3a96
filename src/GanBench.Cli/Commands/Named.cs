using System.Collections.Immutable;
using System.CommandLine;
using GanBench.Cli.Screens;
using GanBench.Definitions;

namespace GanBench.Cli.Commands;

/// <summary>Something of the catalogue that was named on the command line.</summary>
/// <param name="Kind">What it is: <c>technique</c>, <c>dataset</c>, <c>control</c>, <c>network profile</c> or <c>metric</c>.</param>
/// <param name="Definition">Its entry.</param>
internal sealed record Named(string Kind, Definition Definition)
{
    private static ImmutableArray<Named> All { get; } =
    [
        .. Of("technique", Experiment.Catalogue.Techniques),
        .. Of("dataset", Experiment.Catalogue.Datasets),
        .. Of("control", Experiment.Catalogue.Controls),
        .. Of("profile", [.. Experiment.Catalogue.Profiles.Select(profile => profile.Definition)]),
        .. Of("metric", Experiment.Catalogue.Metrics),
    ];

    public static Argument<string[]> Argument(string description) => new("NAME") { Description = description, Arity = ArgumentArity.OneOrMore };

    /// <summary>What the names mean, each once.</summary>
    /// <exception cref="UserMistakeException">Some are unknown; all of these are told.</exception>
    public static IReadOnlyList<Named> Find(string command, IEnumerable<string> written)
    {
        var distinct = written.Distinct(StringComparer.Ordinal).ToList();
        var unknown = distinct.Where(name => All.All(one => one.Definition.Name != name)).ToList();
        if (unknown.Count > 0)
        {
            var known = All.Select(one => one.Definition.Name).ToList();
            throw new UserMistakeException(string.Join('\n', unknown.Select(name =>
                $"ganbench {command}: unknown name {Words.Quote(name)}. {(Suggestion.For(name, known) is { } word ? $"Did you mean \"{word}\"? " : "")}ganbench list shows all names.")));
        }

        return [.. distinct.Select(name => All.First(one => one.Definition.Name == name))];
    }

    private static IEnumerable<Named> Of(string kind, ImmutableArray<Definition> definitions) => definitions.Select(definition => new Named(kind, definition));
}
