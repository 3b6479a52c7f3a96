namespace GanBench.Reports.Page;

/// <summary>One file of a report.</summary>
/// <param name="Name">File name without a folder.</param>
/// <param name="Content">All of its text; line ends are LF.</param>
public sealed record ReportFile(string Name, string Content);
