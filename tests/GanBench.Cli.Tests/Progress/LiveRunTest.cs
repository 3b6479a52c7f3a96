using GanBench.Cli.Progress;
using GanBench.Cli.Screens;
using GanBench.Experiments.Records;
using Spectre.Console;

namespace GanBench.Cli.Tests.Progress;

public sealed class LiveRunTest
{
    // The refresh timer draws on another thread, where an exception would end the process and with it the state of every cell.
    [Test]
    public async Task Terminal_ThatIsClosedMeanwhile_IsForgottenAndTheRunGoesOn()
    {
        using var closed = new ClosingWriter();
        using var writer = new LastingWriter(closed);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(writer) });
        var screen = Screen.OnTerminal(writer, console);
        var plan = Example.Plan(seeds: "[0, 1]");
        var standing = new RunStanding(Example.Catalogue, TimeProvider.System, plan, plan, RecordSet.Empty);

        await console.Live(LiveRun.Nothing).StartAsync(async region =>
        {
            using var live = new LiveRun(region, new RunLog(screen, standing, TimeProvider.System, interval: null), TimeProvider.System);
            live.Training(0, plan[0]);
            closed.IsClosed = true;
            await Processes.Until(() => closed.Refused > 0, "the timer draws");
            live.Finished(plan[0], RunResult.Without(new RunOutcome.Completed()), cost: null, TimeSpan.FromSeconds(2));
        });
        screen.Line("Interrupted.");

        Assert.That(standing.Done, Is.EqualTo(1));
        Assert.That(closed.Refused, Is.EqualTo(1), "it is not tried again");
    }

    // A finished cell once counted twice, as finished and as still running, and the bar became longer than itself.
    [Test]
    public async Task Bar_WhenTheLastStepIsReportedBeforeTheEnd_StaysWithinItself()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });
        var plan = Example.Plan();
        var standing = new RunStanding(Example.Catalogue, TimeProvider.System, plan, plan, RecordSet.Empty);
        var log = new RunLog(Screen.OnTerminal(text, console), standing, TimeProvider.System, interval: null);

        await console.Live(LiveRun.Nothing).StartAsync(region =>
        {
            using var live = new LiveRun(region, log, TimeProvider.System);
            live.Preparing(0, plan[0].Dataset);
            live.Idle(0);
            live.Training(0, plan[0]);
            live.StepsDone(0, 0);
            live.StepsDone(0, 10);
            live.Finished(plan[0], RunResult.Without(new RunOutcome.Completed()), cost: null, TimeSpan.FromSeconds(2));
            live.Idle(0);
            return Task.CompletedTask;
        });

        Assert.That(text.ToString(), Does.Contain("[1/1] ring8 ns-gan seed 0: completed, 2.0 s").And.Contain("100 %"));
    }

    /// <summary>A terminal that is closed at some time; the system then refuses every write.</summary>
    private sealed class ClosingWriter : StringWriter
    {
        private int refused;

        public bool IsClosed { get; set; }

        public int Refused => Volatile.Read(ref refused);

        public override void Write(char value) => Refuse();

        public override void Write(char[] buffer, int index, int count) => Refuse();

        public override void Write(string? value) => Refuse();

        private void Refuse()
        {
            if (!IsClosed)
                return;
            Interlocked.Increment(ref refused);
            throw new IOException("Input/output error");
        }
    }
}
