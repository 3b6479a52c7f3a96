using System.Collections.Immutable;
using System.Text;

namespace GanBench.Experiments.Specs;

/// <summary>What came of reading a spec: the spec, or everything that is wrong with it.</summary>
/// <param name="Source">Name of the file as the user gave it.</param>
/// <param name="Spec">The spec; null when there is any problem.</param>
/// <param name="Problems">All problems, those of the matrix as a whole last; empty when there is a spec.</param>
public sealed record SpecReading(string Source, ExperimentSpec? Spec, ImmutableArray<SpecProblem> Problems)
{
    private const int MostLines = 100;

    /// <summary>The problems as lines for the terminal, ending with their number; every line ends with LF.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var problem in Problems.Take(MostLines))
        {
            var place = problem.Path.Length > 0 ? $"{problem.Path}: " : "";
            text.Append($"{Source}: {place}{problem.Message}\n");
        }

        if (Problems.Length > MostLines)
            text.Append($"... and {Problems.Length - MostLines:N0} more.\n");
        var plural = Problems.Length == 1 ? "" : "s";
        return text.Append($"{Problems.Length:N0} problem{plural}; nothing was run.\n").ToString();
    }
}
