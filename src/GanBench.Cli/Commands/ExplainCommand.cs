using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Reports.Page;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench explain NAME...</c>: what a technique does, from its page; what a dataset, profile or metric is.</summary>
internal sealed class ExplainCommand : ProgramCommand
{
    private const int Indent = 2;

    public ExplainCommand(CommandEnvironment environment)
        : base(
            "explain",
            "Explain techniques: idea, equation, source, parameters, departures, cost; also what datasets, profiles and metrics are.")
    {
        var names = SharedArguments.Names(environment, "Techniques, datasets, profiles or metrics.");
        Add(names);
        SetAction(parsed =>
        {
            foreach (var one in NamedDefinition.Find(environment.Catalogue, Name, parsed.GetRequiredValue(names)))
                Show(environment.Screen, one, environment.Catalogue);
            return ExitCode.Fine;
        });
    }

    public override string Example => "explain wgan-gp";

    public override string ExampleEffect => "idea, equation, source, parameters, departures and cost of a technique";

    private static void Show(Screen screen, NamedDefinition named, Catalogue catalogue)
    {
        var definition = named.Definition;
        var page = named.Kind == "technique" ? TechniquePage.Find(TechniquePage.NameOf(definition.Name)) : null;
        screen.Line($"{definition.Name}  ({named.Kind}, version {definition.Version})", Tone.Good);
        screen.Line(Words.Wrap(definition.Summary, screen.Width, Indent));
        screen.Line();
        if (page is null)
        {
            if (named.Kind == "dataset")
                Section(screen, "Profile", $"{catalogue.DefaultProfile[definition.Name]}, unless a spec names another.");
            if (definition.Source is { } source)
                Section(screen, "Source", DefinitionText.Describe(source));
        }
        else
        {
            var shown = TechniquePage.Headings.Where(heading => heading != TechniquePage.ReportedScores);
            foreach (var heading in shown.Where(page.Sections.ContainsKey))
            {
                if (heading == TechniquePage.Parameters)
                {
                    Parameters(screen, definition);
                    var settings = catalogue.SettingsOf(Choice.Of(definition, SettingLayers.None));
                    Settings(screen, settings, ", unless a spec says otherwise for it.");
                }
                else
                {
                    Section(screen, heading, page.Sections[heading]);
                }
            }
        }

        if (catalogue.Profiles.FirstOrDefault(profile => named.Kind == "profile" && profile.Name == definition.Name) is { } profile)
            Settings(screen, SettingLayers.Effective(profile.Values), ".");
        if (page is null && definition.Parameters.Length > 0)
            Parameters(screen, definition);
        if (definition.Source is not null)
        {
            screen.Line($"Cite it with: ganbench cite {definition.Name}", Tone.Faint);
            screen.Line();
        }
    }

    private static void Parameters(Screen screen, Definition definition)
    {
        screen.Line(TechniquePage.Parameters, Tone.Strong);
        if (definition.Parameters.Length == 0)
            screen.Line("  None.");
        foreach (var parameter in definition.Parameters)
            screen.Line(Words.Wrap(DefinitionText.Describe(parameter), screen.Width, Indent, "- "));
        screen.Line();
    }

    private static void Settings(Screen screen, IEnumerable<KeyValuePair<string, SettingValue>> flat, string end)
    {
        if (DefinitionText.Settings(flat) is { Length: > 0 } settings)
            Section(screen, "Settings", settings + end);
    }

    private static void Section(Screen screen, string heading, string markdown)
    {
        screen.Line(heading, Tone.Strong);
        foreach (var line in MarkdownText.Lines(markdown, screen.Width, Indent))
            screen.Line(line);
        screen.Line();
    }
}
