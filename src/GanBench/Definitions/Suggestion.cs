namespace GanBench.Definitions;

/// <summary>Finds what the user may have meant.</summary>
public static class Suggestion
{
    // Longer words are not typing mistakes of a catalogue's names, and comparing them would only cost time.
    private const int LongestWord = 64;

    /// <summary>The known word nearest to what was written, or null when none is near.</summary>
    /// <remarks>
    /// Near is at most a third of the written word's length, and at least one, in insertions, deletions, substitutions and swaps of
    /// neighbours, upper and lower case being the same. Of equally near words the first wins.
    /// </remarks>
    /// <param name="written">What the user wrote.</param>
    /// <param name="known">What would have been right.</param>
    public static string? For(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LongestWord)
            return null;

        var allowed = Math.Max(1, written.Length / 3);
        return known.Where(word => Distance(written, word) <= allowed).MinBy(word => Distance(written, word));
    }

    /// <summary>A sentence to put behind "unknown ...": the suggestion if there is one, then all that is known.</summary>
    /// <param name="written">What the user wrote.</param>
    /// <param name="known">What would have been right.</param>
    /// <param name="heading">Word before the list, e.g. <c>Known</c> or <c>Allowed</c>.</param>
    public static string Sentence(string written, IReadOnlyCollection<string> known, string heading)
    {
        var guess = For(written, known) is { } word ? $"Did you mean \"{word}\"? " : "";
        return $"{guess}{heading}: {(known.Count == 0 ? "none" : string.Join(", ", known))}.";
    }

    /// <summary>Fewest insertions, deletions, substitutions and swaps of neighbours between two words, ignoring case.</summary>
    /// <remarks>Optimal string alignment: no part is edited twice, so "ca" to "abc" is 3.</remarks>
    internal static int Distance(string from, string to)
    {
        var (beforeLast, last, current) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++)
            last[j] = j;

        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = last[j - 1] + (Same(from[i - 1], to[j - 1]) ? 0 : 1);
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[to.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
