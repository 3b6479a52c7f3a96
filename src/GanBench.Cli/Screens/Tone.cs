namespace GanBench.Cli.Screens;

/// <summary>How a line looks on a terminal; plain text shows no difference.</summary>
internal enum Tone
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>A heading or a name.</summary>
    Strong,

    /// <summary>Less important.</summary>
    Faint,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>Something broke.</summary>
    Bad,
}
