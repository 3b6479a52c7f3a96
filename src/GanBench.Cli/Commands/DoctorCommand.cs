using System.Runtime.InteropServices;
using GanBench.Cli.HealthChecks;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Cli.Wording;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench doctor</c>: what is here, what is missing, and the command that helps; changes nothing.</summary>
internal sealed class DoctorCommand : ProgramCommand
{
    private const int SubjectWidth = 16;
    private const int StatusWidth = 8;

    public DoctorCommand(CommandEnvironment environment)
        : base(
            "doctor",
            "Show what is here and what is missing: engine, processor, memory, GPU, judges, data, folders, disk space; without network.")
    {
        var results = SharedArguments.Results("Folder of the results: looked at whether it can be written, keeps locks and has space.");
        Add(results);
        SetAction(parsed => Check(environment, parsed.GetRequiredValue(results)));
    }

    public override string Example => "doctor";

    public override string ExampleEffect => "what is here and what is missing";

    private static int Check(CommandEnvironment environment, string resultsFolder)
    {
        var screen = environment.Screen;
        var checks = KnownChecks.Run(environment, resultsFolder);
        screen.Line(
            $"GanBench {Host.VersionAndCommit}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}",
            Tone.Strong);
        foreach (var check in checks)
            Show(check, screen);
        var broken = checks.Count(check => check.Status == HealthStatus.Broken);
        var poor = checks.Count(check => check.Status == HealthStatus.Poor);
        screen.Line((broken, poor) switch
        {
            (0, 0) => "All that a run needs is here.",
            (0, _) => $"All that a run needs is here; {Words.Count(poor, "thing")} could be better.",
            _ => $"{Words.Count(broken, "thing")} must be mended before a run.",
        }, broken > 0 ? Tone.Bad : poor > 0 ? Tone.Warning : Tone.Good);
        return broken > 0 ? ExitCode.CellsFailed : ExitCode.Fine;
    }

    private static void Show(HealthCheckResult check, Screen screen)
    {
        var (word, tone) = check.Status switch
        {
            HealthStatus.Fine => ("ok", Tone.Plain),
            HealthStatus.Note => ("note", Tone.Plain),
            HealthStatus.Poor => ("poor", Tone.Warning),
            _ => ("BROKEN", Tone.Bad),
        };
        screen.Line($"{word.PadRight(StatusWidth)}{check.Subject.PadRight(SubjectWidth)}{check.Fact}", tone);
        if (check.Remedy is { } remedy)
            screen.Line(Words.Wrap(remedy, screen.Width, StatusWidth + SubjectWidth), Tone.Faint);
    }
}
