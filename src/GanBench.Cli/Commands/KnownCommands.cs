using System.Collections.Immutable;
using GanBench.Cli.Hosting;

namespace GanBench.Cli.Commands;

/// <summary>The commands of the program.</summary>
internal static class KnownCommands
{
    /// <summary>All commands, in the order help shows them.</summary>
    public static ImmutableArray<ProgramCommand> All(CommandEnvironment environment) =>
    [
        new ListCommand(environment),
        new ExplainCommand(environment),
        new CiteCommand(environment),
        new PlanCommand(environment),
        new RunCommand(environment),
        new ReportCommand(environment),
        new StatusCommand(environment),
        new SlurmCommand(environment),
        new VerifyCommand(environment),
        new MeasureCommand(environment),
        new DoctorCommand(environment),
        new JudgesCommand(environment),
        new CompletionCommand(environment),
    ];
}
