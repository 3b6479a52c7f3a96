namespace GanBench.Datasets;

/// <summary>A dataset's files are not here and could not be had.</summary>
/// <param name="reason">What was tried, and what the user can do.</param>
public sealed class DataUnavailableException(string reason) : Exception(reason);
