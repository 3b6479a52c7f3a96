using System.CommandLine;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench report SPEC</c>: tables and report from the records that are there; runs nothing.</summary>
internal static class ReportCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var (spec, results, reports) = (ExperimentArguments.Spec(), ExperimentArguments.Results(), ExperimentArguments.Reports());
        var command = new Command("report", "Write an experiment's tables and report again from its records; nothing is run.") { spec, results, reports };
        command.SetAction(parsed =>
        {
            var experiment = Experiment.Read(parsed.GetRequiredValue(spec), parsed.GetRequiredValue(results), parsed.GetRequiredValue(reports));
            var records = experiment.Store.Load(experiment.Plan);
            if (records.Records.Count == 0)
            {
                throw new UserMistakeException(
                    $"{experiment.Store.Folder}: there is no record of any cell of this experiment, so there is nothing to report.\n" +
                    $"Run it first with: {experiment.ContinueCommand}; or name the folder of its results with --results DIR.");
            }

            OutputFolders.Prepare(surroundings.Time, experiment.Store.Folder, experiment.ReportFolder);
            experiment.Publish(records, surroundings.Screen);
            return ExitCode.Fine;
        });
        return command;
    }
}
