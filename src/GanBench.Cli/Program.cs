using System.Runtime.InteropServices;
using System.Text;
using GanBench.Cli;
using GanBench.Cli.Screens;

if (Console.IsOutputRedirected || !OperatingSystem.IsWindows())
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

using var interruption = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);   // a cluster's way to say that time is up
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);       // the terminal is gone

return await Application.Run(args, new Surroundings(
    Screen.Standard(), Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System, Environment.ProcessorCount, interruption.Token));

// The first signal ends the run in good order; a second one ends the program at once.
void Interrupt(PosixSignalContext context)
{
    const string ShowCursor = "\u001b[?25h";
    context.Cancel = !interruption.IsCancellationRequested;
    if (!context.Cancel && !Console.IsOutputRedirected)
        Console.Out.Write(ShowCursor);   // a live screen hides it, and has no time to clear up now
    interruption.Cancel();
}
