using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using GanBench.Cli.Screens;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench list</c>: what a spec can name.</summary>
internal static class ListCommand
{
    private static readonly string[] Kinds = ["datasets", "techniques", "controls", "profiles", "metrics"];

    public static Command Create(Surroundings surroundings)
    {
        var kind = new Argument<string?>("kind")
        {
            Description = "datasets, techniques, controls, profiles or metrics; all of them when it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result =>
            {
                var written = result.Tokens[0].Value;
                if (!Kinds.Contains(written, StringComparer.Ordinal))
                    result.AddError($"ganbench list: unknown kind {Words.Quote(written)}. {Suggestion.Sentence(written, Kinds, "Known")}");
                return written;
            },
        };
        var command = new Command("list", "Show the datasets, techniques, controls, network profiles and metrics that a spec can name.") { kind };
        command.SetAction(parsed =>
        {
            Show(surroundings.Screen, Experiment.Catalogue, parsed.GetValue(kind));
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Show(Screen screen, Catalogue catalogue, string? only)
    {
        ImmutableArray<(string Kind, ImmutableArray<Definition> Definitions)> all =
            [("datasets", catalogue.Datasets), ("techniques", catalogue.Techniques), ("controls", catalogue.Controls), ("profiles", [.. catalogue.Profiles.Select(profile => profile.Definition)]), ("metrics", catalogue.Metrics)];
        foreach (var (kind, definitions) in all.Where(one => only is null || one.Kind == only))
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{kind.ToUpperInvariant()} ({definitions.Length})"), Tone.Good);
            screen.Line();
            foreach (var definition in definitions)
            {
                screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {definition.Name}  (version {definition.Version})"), Tone.Strong);
                screen.Line(Words.Wrap(definition.Summary, screen.Width, 4));
                if (definition.Parameters.Length > 0)
                    screen.Line(Words.Wrap(string.Join(", ", definition.Parameters.Select(DefinitionText.Short)), screen.Width, 4));
                if (definition.Source is { } source)
                    screen.Line($"    {DefinitionText.Short(source)}", Tone.Faint);
                if (kind == "datasets")
                    screen.Line($"    Default profile: {catalogue.DefaultProfile[definition.Name]}", Tone.Faint);
                screen.Line();
            }
        }

        screen.Line("Ranges, equations and departures from the papers: ganbench explain NAME", Tone.Faint);
    }
}
