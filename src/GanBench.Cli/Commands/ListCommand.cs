using System.Collections.Immutable;
using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Parsing;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Definitions;
using GanBench.Experiments.Plans;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench list</c>: what a spec can name.</summary>
internal sealed class ListCommand : ProgramCommand
{
    private const int Indent = 4;

    private static readonly ImmutableArray<(string Name, Func<Catalogue, ImmutableArray<Definition>> Definitions)> Kinds =
    [
        ("datasets", catalogue => catalogue.Datasets),
        ("techniques", catalogue => catalogue.Techniques),
        ("controls", catalogue => catalogue.Controls),
        ("profiles", catalogue => [.. catalogue.Profiles.Select(profile => profile.Definition)]),
        ("metrics", catalogue => catalogue.Metrics),
    ];

    public ListCommand(CommandEnvironment environment)
        : base("list", "Show the datasets, techniques, controls, profiles and metrics that a spec can name.")
    {
        var kind = new WordArgument("kind", "kind", [.. Kinds.Select(kind => kind.Name)])
        {
            Description = "datasets, techniques, controls, profiles or metrics; all of them when it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Add(kind);
        SetAction(parsed =>
        {
            var only = parsed.GetValue(kind)?.FirstOrDefault();
            foreach (var (name, definitions) in Kinds.Where(kind => only is null || kind.Name == only))
                Show(environment.Screen, name, definitions(environment.Catalogue), environment.Catalogue);
            environment.Screen.Line("Ranges, equations and departures from the papers: ganbench explain NAME", Tone.Faint);
            return ExitCode.Fine;
        });
    }

    public override string Example => "list techniques";

    public override string ExampleEffect => "what can be compared";

    private static void Show(Screen screen, string kind, ImmutableArray<Definition> definitions, Catalogue catalogue)
    {
        screen.Line($"{kind.ToUpperInvariant()} ({definitions.Length})", Tone.Good);
        screen.Line();
        foreach (var definition in definitions)
        {
            screen.Line($"  {definition.Name}  (version {definition.Version})", Tone.Strong);
            screen.Line(Words.Wrap(definition.Summary, screen.Width, Indent));
            if (definition.Parameters.Length > 0)
                screen.Line(Words.Wrap(string.Join(", ", definition.Parameters.Select(DefinitionText.Short)), screen.Width, Indent));
            if (definition.Source is { } source)
                screen.Line($"    {DefinitionText.Short(source)}", Tone.Faint);
            if (kind == "datasets")
                screen.Line($"    Default profile: {catalogue.DefaultProfile[definition.Name]}", Tone.Faint);
            screen.Line();
        }
    }
}
