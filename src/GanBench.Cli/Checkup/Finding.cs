namespace GanBench.Cli.Checkup;

/// <summary>How things stand with one part of the surroundings.</summary>
internal enum Condition
{
    /// <summary>It is there and works.</summary>
    Fine,

    /// <summary>It is missing or poor, and nothing needs it, or what needs it does without.</summary>
    Note,

    /// <summary>Some cells cannot be run, or everything takes longer, until it is mended.</summary>
    Poor,

    /// <summary>Runs cannot work until it is mended.</summary>
    Broken,
}

/// <summary>What was found out about one part of the surroundings.</summary>
/// <param name="Condition">How it stands.</param>
/// <param name="Subject">What was looked at, a word or two.</param>
/// <param name="Fact">What was found.</param>
/// <param name="Remedy">What to do about it, with the command that helps; null when nothing needs to be done.</param>
internal sealed record Finding(Condition Condition, string Subject, string Fact, string? Remedy = null);
