namespace GanBench.Cli.Hosting;

/// <summary>Something that the user wrote or set up is wrong; it is printed without a stack trace.</summary>
/// <param name="problem">Where, what, which value, what is allowed, what to do; may have several lines.</param>
internal sealed class UserMistakeException(string problem) : Exception(problem);
