using System.CommandLine;
using GanBench.Cli.Hosting;
using GanBench.Cli.Planning;
using GanBench.Cli.Screens;
using GanBench.Experiments.Running;

namespace GanBench.Cli.Commands;

/// <summary><c>ganbench plan SPEC</c>: the cells of an experiment with their settings, and what they will take; writes nothing.</summary>
internal sealed class PlanCommand : ProgramCommand
{
    public PlanCommand(CommandEnvironment environment)
        : base("plan", "Show the cells of an experiment with all their settings, operations and expected time; nothing is run or written.")
    {
        var spec = SharedArguments.Spec(environment);
        var json = new Option<bool>("--json") { Description = "Print one JSON document with every cell, for other programs." };
        Add(spec);
        Add(json);
        SetAction(parsed =>
        {
            var experiment = Experiment.Read(
                environment.Catalogue, parsed.GetRequiredValue(spec), SharedArguments.UsualResults, SharedArguments.UsualReports);
            return Show(experiment, parsed.GetValue(json), environment);
        });
    }

    public override string Example => "plan quick";

    public override string ExampleEffect => "its cells with all their settings, and about how long they will take";

    private static int Show(Experiment experiment, bool asJson, CommandEnvironment environment)
    {
        var (screen, plan) = (environment.Screen, experiment.Plan);
        PlanCosts costs;
        try
        {
            costs = PlanCosts.Of(environment.Engine, plan, environment.Interrupted);
        }
        catch (OperationCanceledException)
        {
            environment.Error.WriteLine("Interrupted. Nothing was written.");
            return ExitCode.Interrupted;
        }

        if (asJson)
        {
            screen.Writer.Write(PlanDocument.Of(experiment.Spec.Name, experiment.Spec.Question, plan, costs).ToJson() + "\n");
            return ExitCode.Fine;
        }

        screen.Line($"{experiment.Spec.Name}: {experiment.Spec.Question}", Tone.Strong);
        new PlanView(screen, experiment.Catalogue, costs).Show(plan, environment.Cores);
        screen.Line($"Run it with: {experiment.ContinueCommand}", Tone.Faint);
        return ExitCode.Fine;
    }
}
