namespace GanBench.Structure.Tests;

/// <summary>Finds folders that need each other, directly or by way of others.</summary>
internal static class FolderCycles
{
    private const int MostExamples = 8;

    /// <summary>Every use from one folder to another that is part of a cycle, by the two folders, with some of the types.</summary>
    /// <param name="uses">Who uses whom.</param>
    /// <returns>
    /// One line per pair of folders, the pairs of fewest uses first: there a cycle is cut most easily. None when there is no cycle.
    /// </returns>
    public static IReadOnlyList<string> Find(IEnumerable<Use> uses)
    {
        var between = uses.Where(use => use.Type.Folder != use.Used.Folder).ToLookup(use => (From: use.Type.Folder, To: use.Used.Folder));
        var reached = Reached([.. between.Select(pair => pair.Key)]);
        return
        [
            .. from pair in between
               where reached.Contains((pair.Key.To, pair.Key.From))
               let named = pair.Select(use => use.ToString()).Distinct().Order().ToList()
               orderby named.Count, pair.Key.From, pair.Key.To
               select $"{pair.Key.From} -> {pair.Key.To}: {Examples(named)}",
        ];
    }

    /// <summary>All pairs of folders of which the first uses the second, directly or by way of others.</summary>
    private static HashSet<(string From, string To)> Reached(HashSet<(string From, string To)> edges)
    {
        var reached = new HashSet<(string From, string To)>(edges);
        var folders = edges.SelectMany(edge => (string[])[edge.From, edge.To]).Distinct().ToList();

        // Warshall's order: the folder on the way comes first, so one pass is enough.
        foreach (var via in folders)
        {
            foreach (var from in folders.Where(from => reached.Contains((from, via))))
                reached.UnionWith(folders.Where(to => reached.Contains((via, to))).Select(to => (from, to)));
        }

        return reached;
    }

    private static string Examples(List<string> uses) =>
        string.Join(", ", uses.Take(MostExamples)) + (uses.Count > MostExamples ? $", and {uses.Count - MostExamples} more" : "");
}
