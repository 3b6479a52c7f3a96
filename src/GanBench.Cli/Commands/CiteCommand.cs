using System.CommandLine;
using GanBench.Definitions;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench cite NAME...</c>: BibTeX of the papers behind techniques, datasets and metrics.</summary>
internal static class CiteCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var names = Named.Argument("Techniques, datasets or metrics; a paper behind several of them is printed once.");
        var command = new Command("cite", "Print BibTeX entries of the papers behind techniques, datasets and metrics.") { names };
        command.SetAction(parsed =>
        {
            var named = Named.Find("cite", parsed.GetRequiredValue(names));
            var own = named.Where(one => one.Definition.Source is null).ToList();
            if (own.Count > 0)
            {
                throw new UserMistakeException(string.Join('\n', own.Select(one =>
                    $"ganbench cite: the {one.Kind} {one.Definition.Name} is this project's own definition; there is no paper to cite.")));
            }

            surroundings.Screen.Line(string.Join('\n', named.Select(one => BibTex.Entry(one.Definition.Source!)).Distinct(StringComparer.Ordinal)).TrimEnd('\n'));
            return ExitCode.Fine;
        });
        return command;
    }
}
