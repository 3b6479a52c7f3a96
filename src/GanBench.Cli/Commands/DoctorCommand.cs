using System.Runtime.InteropServices;
using System.CommandLine;
using GanBench.Cli.Checkup;
using GanBench.Cli.Screens;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench doctor</c>: what is here, what is missing, and the command that helps; changes nothing.</summary>
internal static class DoctorCommand
{
    private const int SubjectWidth = 16;
    private const int ConditionWidth = 8;

    public static Command Create(Surroundings surroundings)
    {
        var results = ExperimentArguments.Results("Folder of the results: looked at whether it can be written, keeps locks and has space.");
        var command = new Command("doctor", "Show what is here and what is missing: engine, processor, memory, GPU, judges, data, folders, disk space; without network.") { results };
        command.SetAction(parsed =>
        {
            var findings = new Examination(surroundings, parsed.GetRequiredValue(results)).Findings();
            var screen = surroundings.Screen;
            screen.Line($"GanBench {Host.Version}{(Host.Commit is { } commit ? $" (commit {commit})" : "")}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}", Tone.Strong);
            foreach (var finding in findings)
                Show(finding, screen);
            var broken = findings.Count(finding => finding.Condition == Condition.Broken);
            var poor = findings.Count(finding => finding.Condition == Condition.Poor);
            screen.Line((broken, poor) switch
            {
                (0, 0) => "All that a run needs is here.",
                (0, _) => $"All that a run needs is here; {Words.Count(poor, "thing")} could be better.",
                _ => $"{Words.Count(broken, "thing")} must be mended before a run.",
            }, broken > 0 ? Tone.Bad : poor > 0 ? Tone.Warning : Tone.Good);
            return broken > 0 ? ExitCode.CellsFailed : ExitCode.Fine;
        });
        return command;
    }

    private static void Show(Finding finding, Screen screen)
    {
        var (word, tone) = finding.Condition switch
        {
            Condition.Fine => ("ok", Tone.Plain),
            Condition.Note => ("note", Tone.Plain),
            Condition.Poor => ("poor", Tone.Warning),
            _ => ("BROKEN", Tone.Bad),
        };
        screen.Line($"{word.PadRight(ConditionWidth)}{finding.Subject.PadRight(SubjectWidth)}{finding.Fact}", tone);
        if (finding.Remedy is { } remedy)
            screen.Line(Words.Wrap(remedy, screen.Width, ConditionWidth + SubjectWidth), Tone.Faint);
    }
}
