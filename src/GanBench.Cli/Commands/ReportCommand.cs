using GanBench.Cli.Hosting;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench report SPEC</c>: tables and report from the records that are there; runs nothing.</summary>
internal sealed class ReportCommand : ProgramCommand
{
    public ReportCommand(CommandEnvironment environment)
        : base("report", "Write an experiment's tables and report again from its records; nothing is run.")
    {
        var (spec, results, reports) = (SharedArguments.Spec(environment), SharedArguments.Results(), SharedArguments.Reports());
        Add(spec);
        Add(results);
        Add(reports);
        SetAction(parsed =>
        {
            var experiment = Experiment.Read(
                environment.Catalogue, parsed.GetRequiredValue(spec), parsed.GetRequiredValue(results), parsed.GetRequiredValue(reports));
            Report(experiment, environment);
            return ExitCode.Fine;
        });
    }

    public override string Example => "report quick";

    public override string ExampleEffect => "tables and report again, from the records alone";

    private static void Report(Experiment experiment, CommandEnvironment environment)
    {
        var records = experiment.Store.Load(experiment.Plan);
        if (records.Records.Count == 0)
        {
            throw new UserMistakeException(
                $"{experiment.Store.Folder}: there is no record of any cell of this experiment, so there is nothing to report.\n" +
                $"Run it first with: {experiment.ContinueCommand}; or name the folder of its results with --results DIR.");
        }

        OutputFolders.Prepare(environment.Time, experiment.Store.Folder, experiment.ReportFolder);
        experiment.Publish(records, environment.Screen);
    }
}
