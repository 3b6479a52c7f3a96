using System.Collections.Immutable;
using System.Text;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Records;
using GanBench.Files;
using GanBench.Metrics;
using GanBench.Reports.Summaries;
using GanBench.Reports.Tables;
using GanBench.Trajectories;

namespace GanBench.Reports.Page;

/// <summary>The report of an experiment: <c>report.md</c> and its figures.</summary>
public static class Report
{
    /// <summary>Makes the files of a report; <c>report.md</c> is the first.</summary>
    /// <param name="input">What it is made from.</param>
    public static ImmutableArray<ReportFile> From(ReportInput input) =>
        From(input, Summary.From(input.Plan, input.Records, input.Catalogue));

    /// <summary>Makes the files of a report whose summary is there already; <c>report.md</c> is the first.</summary>
    /// <param name="input">What it is made from.</param>
    /// <param name="summary">The summary of the same plan and records.</param>
    public static ImmutableArray<ReportFile> From(ReportInput input, Summary summary)
    {
        var text = new StringBuilder();
        var figures = ImmutableArray.CreateBuilder<ReportFile>();
        text.Append("# ").Append(Markdown.Escape(input.Spec.Name)).Append("\n\n").Append(Markdown.Escape(input.Spec.Question))
            .Append("\n\n");
        AppendMaking(text, input, summary);
        if (ResultTables.Pooled(summary) is { } pooled)
        {
            text.Append("## ").Append(Markdown.Escape(pooled.Title)).Append("\n\n").Append(Markdown.Table(pooled)).Append('\n');
            AppendFigure(text, figures, ReportFigures.Profiles(summary.Pooled));
        }

        foreach (var dataset in summary.Datasets)
        {
            var table = ResultTables.Main(dataset);
            text.Append("## ").Append(Markdown.Escape(table.Title)).Append("\n\n");
            AppendSettings(text, dataset);
            text.Append(Markdown.Table(table)).Append('\n').Append("Reproduce: ").Append(Markdown.Code(input.Command)).Append("\n\n");
            if (ResultTables.AllMetrics(dataset) is { } all)
                text.Append("<details><summary>All metrics</summary>\n\n").Append(Markdown.Table(all)).Append("\n</details>\n\n");
            foreach (var figure in ReportFigures.Of(dataset, input.ModesOf(dataset.Dataset)))
                AppendFigure(text, figures, figure);
        }

        AppendColumns(text, input.Catalogue, summary);
        text.Append(Prose("limits"));
        return [new ReportFile("report.md", text.ToString()), .. figures];
    }

    /// <summary>Writes the files of a report, each whole or not at all.</summary>
    /// <param name="folder">The experiment's report folder; made when it is not there.</param>
    /// <param name="files">The files.</param>
    public static void Write(string folder, ImmutableArray<ReportFile> files)
    {
        // The figures first: a report that is there never shows a figure that is not.
        foreach (var file in files.Reverse())
            WholeFile.Write(Path.Combine(folder, file.Name), file.Content);
    }

    private static void AppendFigure(
        StringBuilder text, ImmutableArray<ReportFile>.Builder figures, (string FileName, string Alternative, string Svg) figure)
    {
        text.Append("![").Append(Markdown.Escape(figure.Alternative)).Append("](").Append(figure.FileName).Append(")\n\n");
        figures.Add(new ReportFile(figure.FileName, figure.Svg));
    }

    private static void AppendMaking(StringBuilder text, ReportInput input, Summary summary)
    {
        var states = Enum.GetValues<CellState>()
            .Select(state => (Name: Cell.NameOf(state), Count: summary.Cells.Count(cell => cell.State == state)))
            .Where(state => state.Count > 0)
            .Select(state => $"{ResultText.Count(state.Count)} {state.Name}");
        var hosts = summary.Cells.Select(cell => cell.Record?.Host).OfType<HostFacts>().ToList();
        text.Append("## How it was made\n\n");
        Item(text, "Command", Markdown.Code(input.Command));
        Item(text, "Cells",
            $"{ResultText.Count(input.Plan.Length)} ({string.Join(", ", states)}), seeds {string.Join(", ", input.Spec.Seeds)}");
        Facts(text, "Date", hosts.Select(host => host.Date));
        Facts(text, "Engine", hosts.Select(host => $"{host.Engine}, {host.Simd}"));
        Facts(text, "Machine", hosts.Select(
            host => $"{host.Processor}, {ResultText.Count(host.Cores, "core")}, {host.OperatingSystem}, {host.Runtime}"));
        Facts(text, "Commit", hosts.Select(host => host.Commit ?? "unknown"));
        text.Append('\n');
    }

    private static void Facts(StringBuilder text, string name, IEnumerable<string> facts)
    {
        var distinct = facts.GroupBy(fact => fact, StringComparer.Ordinal).OrderBy(fact => fact.Key, StringComparer.Ordinal).ToList();
        if (distinct.Count > 0)
            Item(text, name, string.Join("; ", distinct.Select(
                fact => Markdown.Escape(distinct.Count == 1 ? fact.Key : $"{fact.Key} ({ResultText.Count(fact.Count(), "cell")})"))));
    }

    private static void AppendSettings(StringBuilder text, DatasetSummary dataset)
    {
        var runs = dataset.Cells.Select(cell => cell.Run).ToList();
        Item(text, "Dataset", Markdown.Escape(Describe(runs[0].Dataset)));
        var common = CommonSettings(runs);
        Item(text, "Settings", Markdown.Escape(Describe(common)));
        Item(text, "Training", ResultText.Count(runs[0].GeneratorSteps, "generator step"));
        Item(text, "Evaluation", $"{ResultText.Count(runs[0].Evaluation.Samples, "generated sample")} at the start and at each of "
            + $"{ResultText.Count(runs[0].Evaluation.Checkpoints, "checkpoint")}; controls once");
        var described = dataset.Techniques.ToLookup(
            technique => technique.IsControl, technique => Describe(technique.Cells[0].Run, common));
        Item(text, "Techniques", Markdown.Escape(string.Join("; ", described[false])));
        if (dataset.Techniques.Any(technique => technique.IsControl))
            Item(text, "Controls", Markdown.Escape(string.Join("; ", described[true])));
        foreach (var judge in dataset.Cells.Select(cell => cell.Record?.Result.Judge).OfType<JudgeFacts>().Distinct())
        {
            Item(text, "Judge", $"{Markdown.Escape(judge.Name)}, test accuracy {judge.TestAccuracy.ToString("0.0000")}, " +
                $"high quality from a confidence of {ResultText.Number(judge.ConfidenceThreshold)}, weights "
                    + $"{Markdown.Code(judge.WeightsDigest)}");
        }

        text.Append('\n');
    }

    private static void AppendColumns(StringBuilder text, Catalogue catalogue, Summary summary)
    {
        text.Append("## What the columns mean\n\n");
        foreach (var metric in catalogue.Metrics.Where(metric => summary.Datasets.Any(dataset => dataset.Metrics.Contains(metric.Name))))
            Item(text, ResultText.Words(metric.Name), Markdown.Escape(metric.Summary));
        Item(text, "verdict", VerdictRule.Summary);
        if (summary.Datasets.Any(ResultTables.CountsOperations))
        {
            Item(text, "operations/step", "floating-point operations of matrix products, convolutions and pairwise distances " +
                "per generator update, the discriminator updates that go with it included; the same on every machine");
        }

        Item(text, "generator steps/s, samples/s",
            "generator updates and real training samples per second of training, evaluations left out");
        Item(text, "peak memory", "highest resident memory of the process that ran the cell");
        text.Append('\n').Append(Prose("statistics")).Append('\n');
    }

    private static string Describe(Choice choice) => choice.Parts is { } parts
        ? string.Join(" + ", parts.Select(Describe))
        : $"{choice.Name} v{ResultText.Count(choice.Version)}"
            + (choice.Parameters.Count == 0 ? "" : $" ({string.Join(", ", choice.Parameters.Select(Describe))})");

    private static string Describe(KeyValuePair<string, SettingValue> parameter) => $"{ResultText.Words(parameter.Key)} {parameter.Value}";

    /// <summary>A technique or control, with the settings that are its own.</summary>
    private static string Describe(PlannedRun run, IEnumerable<KeyValuePair<string, SettingValue>> common)
    {
        var own = run.Training.Settings.Except(common).ToList();
        return Describe(run.Technique) + (own.Count == 0 ? "" : $" with {Describe(own)}");
    }

    private static string Describe(IEnumerable<KeyValuePair<string, SettingValue>> settings) =>
        string.Join(", ", SettingLayers.Brief(settings).Select(setting => $"{ResultText.Words(setting.Name)} {setting.Value}"));

    /// <summary>The settings that most trainings share; those of a technique that has others stand beside its name.</summary>
    private static List<KeyValuePair<string, SettingValue>> CommonSettings(IEnumerable<PlannedRun> runs)
    {
        var trained = runs.Where(run => run.GeneratorSteps > 0).Select(run => run.Training.Settings).ToList();
        return [.. trained.SelectMany(settings => settings).GroupBy(setting => setting)
            .Where(same => 2 * same.Count() > trained.Count).Select(same => same.Key)];
    }

    private static void Item(StringBuilder text, string name, string value) =>
        text.Append("- ").Append(name).Append(": ").Append(value).Append('\n');

    /// <summary>What every report says, in the Markdown files beside this one.</summary>
    private static string Prose(string name)
    {
        using var reader = new StreamReader(typeof(Report).Assembly.GetManifestResourceStream($"report/{name}.md")!);
        return reader.ReadToEnd();
    }
}
