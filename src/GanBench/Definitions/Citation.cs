
namespace GanBench.Definitions;

/// <summary>Where a dataset, technique or metric comes from.</summary>
/// <param name="Title">Title of the paper or page.</param>
/// <param name="Authors">Surnames, comma separated, in the paper's order.</param>
/// <param name="Year">Year of first publication.</param>
/// <param name="ArXiv">arXiv identifier such as <c>1704.00028</c>, or null when there is none.</param>
public sealed record Citation(string Title, string Authors, int Year, string? ArXiv = null)
{
    /// <summary>First author or both, and year: <c>Gulrajani et al. 2017</c>.</summary>
    public string Brief()
    {
        var authors = Authors.Split(", ");
        return $"{(authors.Length > 2 ? $"{authors[0]} et al." : string.Join(" and ", authors))} {Year}";
    }
}
