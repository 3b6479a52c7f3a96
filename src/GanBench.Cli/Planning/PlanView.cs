using System.Collections.Immutable;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Reports.Tables;

namespace GanBench.Cli.Planning;

/// <summary>
/// Shows a plan: what all cells have in common, then by dataset what its cells have in common, then a row for each training with what is
/// left.
/// </summary>
/// <param name="screen">Where.</param>
/// <param name="catalogue">Gives the techniques' labels.</param>
/// <param name="costs">What the cells take.</param>
internal sealed class PlanView(Screen screen, Catalogue catalogue, PlanCosts costs)
{
    private const string Gap = "  ";
    private const string Nothing = "-";
    private const int Indent = 4;

    /// <summary>Shows all cells, and what they take together.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="workers">How many cells can be trained at once.</param>
    public void Show(ImmutableArray<PlannedRun> plan, int workers)
    {
        var groups = PlanGroup.Of(plan);
        ImmutableArray<PlanGroup> trained = [.. groups.Where(group => group.IsTrained)];
        screen.Line(
            $"{Words.Count(plan.Length, "cell")}: {Words.Count(trained.Length, "training")}, " +
            $"{Words.Count(groups.Length - trained.Length, "control")}, each with its seeds.");
        screen.Line();
        var common = PlanGroup.Common(trained);
        if (!common.IsEmpty)
        {
            screen.Line("In all of them", Tone.Strong);
            Facts(common, Indent, ".");
            screen.Line();
        }

        var widths = Widths(groups);
        foreach (var dataset in groups.GroupBy(group => group.First.Dataset.Name, StringComparer.Ordinal))
            Dataset(dataset.Key, [.. dataset], common, widths);
        Sum(plan, workers);
    }

    /// <summary>Facts in lines that no name is parted from its value in; says nothing of none.</summary>
    private void Facts(ImmutableSortedDictionary<string, SettingValue> facts, int indent, string end, Tone tone = Tone.Plain)
    {
        const char NoBreak = '\u00a0';
        var texts = PlanGroup.Texts(facts);
        if (texts.IsEmpty)
            return;
        var text = string.Join(", ", texts.Select(one => one.Replace(' ', NoBreak))) + end;
        screen.Line(Words.Wrap(text, screen.Width, indent).Replace(NoBreak, ' '), tone);
    }

    private void Dataset(
        string name, ImmutableArray<PlanGroup> groups, ImmutableSortedDictionary<string, SettingValue> common, ImmutableArray<int> widths)
    {
        var parameters = string.Concat(groups[0].First.Dataset.Parameters.Select(pair => $", {pair.Key} {pair.Value}"));
        var shared = PlanGroup.Common([.. groups.Where(group => group.IsTrained)]);
        screen.Line(name + parameters, Tone.Strong);
        Facts(shared.RemoveRange(common.Keys), Indent, ".");
        Row(["", "operations", "time", "seeds"], widths, Tone.Faint);
        foreach (var group in groups)
        {
            Row(Entries(group), widths, Tone.Plain);
            if (group.IsTrained)
                Facts(group.Facts.RemoveRange(shared.Keys), Indent + Gap.Length, "", Tone.Faint);
        }

        screen.Line();
    }

    private ImmutableArray<string> Entries(PlanGroup group)
    {
        var seeds = group.Seeds.Length;
        return
        [
            catalogue.Label(group.First.Technique),
            group.IsTrained ? Operations.Text((double)seeds * costs.Operations(group.First) ?? double.NaN) : Nothing,
            group.IsTrained ? Duration(seeds * costs.Seconds(group.First)) : Nothing,
            SeedText.Of(group.Seeds),
        ];
    }

    /// <summary>Techniques and seeds to the left, numbers to the right; the same in the tables of all datasets.</summary>
    private void Row(ImmutableArray<string> entries, ImmutableArray<int> widths, Tone tone) => screen.Line(
        $"{Gap}{entries[0].PadRight(widths[0])}{Gap}{entries[1].PadLeft(widths[1])}{Gap}{entries[2].PadLeft(widths[2])}{Gap}{entries[3]}",
        tone);

    private ImmutableArray<int> Widths(ImmutableArray<PlanGroup> groups)
    {
        ImmutableArray<ImmutableArray<string>> all = [["", "operations", "time", ""], .. groups.Select(Entries)];
        return [.. Enumerable.Range(0, 3).Select(column => all.Max(row => row[column].Length))];
    }

    private void Sum(ImmutableArray<PlannedRun> plan, int workers)
    {
        var operations = plan.Aggregate((double?)0, (sum, run) => sum + costs.Operations(run));
        var seconds = plan.Aggregate((double?)0, (sum, run) => sum + costs.Seconds(run));
        var steps = plan.Sum(run => (long)run.GeneratorSteps);
        screen.Line(
            $"Together: {Words.Count(plan.Length, "cell")}, {Words.Count(steps, "generator step")}, " +
            $"{Operations.Text(operations ?? double.NaN)} operations.",
            Tone.Strong);
        if (seconds is not { } one)
        {
            screen.Line("The engine counts no operations, so nothing can be said of the time.");
            return;
        }

        // No share of the work is smaller than the longest cell.
        var busy = Math.Min(workers, plan.Count(run => run.GeneratorSteps > 0));
        var several = busy > 1
            ? $", {Duration(Math.Max(one / busy, plan.Max(costs.Seconds) ?? 0))} for {Words.Count(busy, "worker")}"
            : "";
        screen.Line($"Expected time: about {Duration(one)} for one worker{several}.", Tone.Strong);
        screen.Line(
            Words.Wrap(
                "The time is an estimate: operations divided by the rate of a short trial on this machine now. Evaluations come on top.",
                screen.Width,
                indent: 0),
            Tone.Faint);
    }

    private static string Duration(double? seconds) =>
        seconds is { } known ? Words.Duration(TimeSpan.FromSeconds(known)) : Nothing;
}
