namespace GanBench.Cli.Workers;

/// <summary>What was tried once in vain, and why: everything gets a second try, and none a third.</summary>
internal sealed class Retries
{
    private readonly Dictionary<string, string> firstTries = new(StringComparer.Ordinal);

    /// <summary>A try came to nothing.</summary>
    /// <param name="assignment">What was tried.</param>
    /// <param name="reason">Why it came to nothing, a sentence.</param>
    /// <returns>Null when it may be tried once more; else the reasons of both tries, a sentence or more.</returns>
    public string? GiveUp(Assignment assignment, string reason)
    {
        if (firstTries.TryAdd(assignment.Key, reason))
            return null;
        var first = firstTries[assignment.Key];
        return first == reason ? $"{reason} It did so twice." : $"{reason} It was the second try; the first one: {first}";
    }

    /// <summary>What is told about a second try: what it is, and where it starts.</summary>
    public static string Announce(Assignment assignment, string reason)
    {
        var from = assignment is Assignment.Train ? "from its last checkpoint" : "from the start";
        return $"{assignment.Name}: {reason} It is tried once more, {from}.";
    }
}
