namespace GanBench.Cli.Hosting;

/// <summary>What the program ends with; part of its interface.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>
    /// At least one cell failed, all others were run; or a record differs (verify, measure); or something must be mended (doctor).
    /// </summary>
    public const int CellsFailed = 1;

    /// <summary>A judge that was trained again is not the committed one.</summary>
    public const int JudgeDiffers = 1;

    /// <summary>
    /// Something that the user wrote or set up is wrong, and the output says what to do; or nothing could be compared (verify); or
    /// something cannot be measured here (measure); or the disk is full, and the records are kept.
    /// </summary>
    public const int UserMistake = 2;

    /// <summary>A fault of ours.</summary>
    public const int Bug = 3;

    /// <summary>Ctrl-C, as shells count it: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
