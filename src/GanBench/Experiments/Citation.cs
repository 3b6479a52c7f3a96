namespace GanBench.Experiments;

/// <summary>Where a dataset, technique or metric comes from.</summary>
/// <param name="Title">Title of the paper or page.</param>
/// <param name="Authors">Surnames, comma separated, in the paper's order.</param>
/// <param name="Year">Year of first publication.</param>
/// <param name="ArXiv">arXiv identifier such as <c>1704.00028</c>, or null when there is none.</param>
public sealed record Citation(string Title, string Authors, int Year, string? ArXiv = null);
