using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;

namespace GanBench.Cli.Wording;

/// <summary>Entries of the catalogue in words.</summary>
internal static class DefinitionText
{
    /// <summary>A cell: <c>ring8 wgan-gp (lambda 0.1) seed 2</c>.</summary>
    public static string Name(PlannedRun run, Catalogue catalogue) =>
        $"{run.Dataset.Name} {catalogue.Label(run.Technique)} seed {run.Seed}";

    /// <summary><c>lambda = 10: weight of the penalty; a finite number of at least 0.</c></summary>
    public static string Describe(SettingDefinition setting) => $"{Short(setting)}: {setting.Meaning.TrimEnd('.')}; {setting.Allowed}.";

    /// <summary><c>lambda = 10</c>.</summary>
    public static string Short(SettingDefinition setting) => setting.Default is { } value ? $"{setting.Name} = {value}" : setting.Name;

    /// <summary>All authors, title, year and identifier.</summary>
    public static string Describe(Citation source) =>
        $"{source.Authors}: {source.Title}. {source.Year}.{Identifier(source)}";

    /// <summary><c>Gulrajani et al. 2017, arXiv:1704.00028</c>.</summary>
    public static string Short(Citation source) => source.Brief() + (source.ArXiv is { } identifier ? $", arXiv:{identifier}" : "");

    /// <summary>Settings for people: <c>batch 256, rate 0.001, generator.widths [400, 400]</c>.</summary>
    public static string Settings(IEnumerable<KeyValuePair<string, SettingValue>> settings) =>
        string.Join(", ", SettingLayers.Brief(settings).Select(setting => $"{setting.Name} {setting.Value}"));

    private static string Identifier(Citation source) => source.ArXiv is { } identifier ? $" arXiv:{identifier}" : "";
}
