using System.CommandLine;
using System.Globalization;
using GanBench.Cli.Screens;
using GanBench.Definitions;
using GanBench.Reports.Page;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench explain NAME...</c>: what a technique does, from its page; what a dataset, profile or metric is.</summary>
internal static class ExplainCommand
{
    private const int Indent = 2;

    public static Command Create(Surroundings surroundings)
    {
        var names = Named.Argument("Techniques, datasets, network profiles or metrics.");
        var command = new Command("explain", "Explain techniques: idea, equation, source, parameters, departures, cost; also what datasets, profiles and metrics are.") { names };
        command.SetAction(parsed =>
        {
            foreach (var one in Named.Find("explain", parsed.GetRequiredValue(names)))
                Show(surroundings.Screen, one);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Show(Screen screen, Named named)
    {
        var definition = named.Definition;
        var page = named.Kind == "technique" ? TechniquePage.Find(TechniquePage.NameOf(definition.Name)) : null;
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{definition.Name}  ({named.Kind}, version {definition.Version})"), Tone.Good);
        screen.Line(Words.Wrap(definition.Summary, screen.Width, Indent));
        screen.Line();
        if (page is null)
        {
            if (named.Kind == "dataset")
                Section(screen, "Profile", $"{Experiment.Catalogue.DefaultProfile[definition.Name]}, unless a spec names another.");
            if (definition.Source is { } source)
                Section(screen, "Source", DefinitionText.Describe(source));
        }
        else
        {
            foreach (var heading in TechniquePage.Headings.Where(heading => heading != TechniquePage.ReportedScores && page.Sections.ContainsKey(heading)))
            {
                if (heading == TechniquePage.Parameters)
                    Parameters(screen, definition);
                else
                    Section(screen, heading, page.Sections[heading]);
            }
        }

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

    private static void Section(Screen screen, string heading, string markdown)
    {
        screen.Line(heading, Tone.Strong);
        foreach (var line in MarkdownText.Lines(markdown, screen.Width, Indent))
            screen.Line(line);
        screen.Line();
    }
}
