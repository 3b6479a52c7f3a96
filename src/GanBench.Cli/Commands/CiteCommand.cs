using GanBench.Cli.Hosting;
using GanBench.Definitions;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench cite NAME...</c>: BibTeX of the papers behind techniques, datasets and metrics.</summary>
internal sealed class CiteCommand : ProgramCommand
{
    public CiteCommand(CommandEnvironment environment)
        : base("cite", "Print BibTeX entries of the papers behind techniques, datasets and metrics.")
    {
        var names = SharedArguments.Names(
            environment, "Techniques, datasets or metrics; a paper behind several of them is printed once.");
        Add(names);
        SetAction(parsed =>
        {
            var named = NamedDefinition.Find(environment.Catalogue, Name, parsed.GetRequiredValue(names));
            environment.Screen.Line(Entries(named));
            return ExitCode.Fine;
        });
    }

    public override string Example => "cite wgan-gp";

    public override string ExampleEffect => "its paper as BibTeX";

    private static string Entries(IReadOnlyList<NamedDefinition> named)
    {
        var own = named.Where(one => one.Definition.Source is null).ToList();
        if (own.Count > 0)
        {
            throw new UserMistakeException(string.Join('\n', own.Select(one =>
                $"ganbench cite: the {one.Kind} {one.Definition.Name} is this project's own definition; there is no paper to cite.")));
        }

        var entries = named.Select(one => BibTex.Entry(one.Definition.Source!)).Distinct(StringComparer.Ordinal);
        return string.Join('\n', entries).TrimEnd('\n');
    }
}
