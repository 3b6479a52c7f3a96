using GanBench.Cli.Screens;
using GanBench.Experiments;
using GanBench.Records;
using GanBench.Training;
using Spectre.Console;

namespace GanBench.Cli.Tests.Screens;

public sealed class LiveRunTest
{
    // A finished cell once counted twice, as finished and as still running, and the bar became longer than itself.
    [Test]
    public async Task Bar_WhenTheLastStepIsReportedBeforeTheEnd_StaysWithinItself()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });
        var spec = SpecParser.Parse("test.json", """
            { "name": "test", "question": "?", "datasets": ["ring8"], "techniques": ["ns-gan"], "seeds": [0], "generator-steps": 10, "controls": false }
            """u8.ToArray(), KnownCatalogue.Default).Spec!;
        var plan = Plan.From(spec, KnownCatalogue.Default);
        var log = new RunLog(Screen.OnTerminal(text, console), KnownCatalogue.Default, cells: 1, done: 0);

        await console.Live(LiveRun.Nothing).StartAsync(region =>
        {
            using var live = new LiveRun(region, log, KnownCatalogue.Default, TimeProvider.System, cells: 1, plan);
            live.Preparing(0, plan[0].Dataset);
            live.Idle(0);
            live.Training(0, plan[0]);
            live.StepsDone(0, 10);
            live.Finished(plan[0], RunResult.Without(new RunOutcome.Completed()), TimeSpan.FromSeconds(2));
            live.Idle(0);
            return Task.CompletedTask;
        });

        Assert.That(text.ToString(), Does.Contain("[1/1] ring8 ns-gan seed 0: completed, 2.0 s").And.Contain("100 %"));
    }
}
