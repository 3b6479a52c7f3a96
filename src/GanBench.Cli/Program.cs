using System.Runtime.InteropServices;
using System.Text;
using GanBench.Cli;
using GanBench.Cli.Hosting;
using GanBench.Cli.Screens;
using GanBench.Cli.Workers;

if (Console.IsOutputRedirected || !OperatingSystem.IsWindows())
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// Started for every core: without the command line's tree, and with signals of its own.
if (args is [WorkerProgram.Command])
    return Worker.Serve(Engines.Default, TimeProvider.System);

var asked = 0;
using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);   // a cluster's way to say that time is up
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);       // the terminal is gone

return await Application.Run(args, new CommandEnvironment
{
    Screen = Screen.Standard(),
    Error = new LastingWriter(Console.Error),
    Variable = Environment.GetEnvironmentVariable,
    Interrupted = interruption.Token,
});

// The first signal ends the run in good order; a second one that somebody sends on purpose ends the program at once. A closed terminal
// is no such one: the shell and the system both tell of it, and a session that ends sends SIGTERM besides.
void Interrupt(PosixSignalContext context)
{
    const string ShowCursor = "\u001b[?25h";
    context.Cancel = context.Signal == PosixSignal.SIGHUP || Interlocked.Increment(ref asked) == 1;
    if (!context.Cancel && !Console.IsOutputRedirected)
        Console.Out.Write(ShowCursor);   // a live screen hides it, and has no time to clear up now
    interruption.Cancel();
}
