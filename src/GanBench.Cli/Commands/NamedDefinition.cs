using System.Collections.Immutable;
using GanBench.Cli.Hosting;
using GanBench.Cli.Wording;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Commands;

/// <summary>Something of the catalogue that was named on the command line.</summary>
/// <param name="Kind">What it is: <c>technique</c>, <c>dataset</c>, <c>control</c>, <c>profile</c> or <c>metric</c>.</param>
/// <param name="Definition">Its entry.</param>
internal sealed record NamedDefinition(string Kind, Definition Definition)
{
    /// <summary>All that can be named.</summary>
    public static ImmutableArray<NamedDefinition> All(Catalogue catalogue) =>
    [
        .. catalogue.Techniques.Select(definition => new NamedDefinition("technique", definition)),
        .. catalogue.Datasets.Select(definition => new NamedDefinition("dataset", definition)),
        .. catalogue.Controls.Select(definition => new NamedDefinition("control", definition)),
        .. catalogue.Profiles.Select(profile => new NamedDefinition("profile", profile.Definition)),
        .. catalogue.Metrics.Select(definition => new NamedDefinition("metric", definition)),
    ];

    /// <summary>What the names mean, each once.</summary>
    /// <exception cref="UserMistakeException">Some are unknown; all of these are told.</exception>
    public static IReadOnlyList<NamedDefinition> Find(Catalogue catalogue, string command, IEnumerable<string> written)
    {
        var all = All(catalogue);
        var distinct = written.Distinct(StringComparer.Ordinal).ToList();
        var unknown = distinct.Where(name => all.All(one => one.Definition.Name != name)).ToList();
        if (unknown.Count > 0)
        {
            var known = all.Select(one => one.Definition.Name).ToList();
            throw new UserMistakeException(string.Join('\n', unknown.Select(name =>
            {
                var guess = Suggestion.For(name, known) is { } word ? $"Did you mean \"{word}\"? " : "";
                return $"ganbench {command}: unknown name {Words.Quote(name)}. {guess}ganbench list shows all names.";
            })));
        }

        return [.. distinct.Select(name => all.First(one => one.Definition.Name == name))];
    }
}
