namespace GanBench.Files;

/// <summary>Which exceptions the world of files throws; every other one is a fault of the program.</summary>
public static class FileErrors
{
    /// <summary>Whether a file or folder could not be read or written: it is not there, the disk is full, access is denied.</summary>
    /// <param name="error">What was thrown.</param>
    public static bool IsFileError(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>The same, or a path that somebody else wrote can be none at all, such as an empty one.</summary>
    /// <param name="error">What was thrown.</param>
    public static bool IsPathError(Exception error) => IsFileError(error) || error is ArgumentException or NotSupportedException;
}
