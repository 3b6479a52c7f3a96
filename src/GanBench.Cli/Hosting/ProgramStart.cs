namespace GanBench.Cli.Hosting;

/// <summary>How a program is started.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its first arguments, such as the assembly that <c>dotnet</c> is to run.</param>
internal sealed record ProgramStart(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>This program, as it was started itself: through its own executable, or through <c>dotnet</c>.</summary>
    public static ProgramStart OfThisProgram()
    {
        var assembly = typeof(ProgramStart).Assembly;
        var started = Environment.ProcessPath;
        var name = Path.GetFileNameWithoutExtension(started);
        if (started is not null && name == assembly.GetName().Name)
            return new ProgramStart(started, []);
        return new ProgramStart(started is not null && name == "dotnet" ? started : "dotnet", [assembly.Location]);
    }
}
