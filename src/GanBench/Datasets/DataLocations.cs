namespace GanBench.Datasets;

/// <summary>Where dataset files are looked for.</summary>
/// <param name="DataFolder">The folder that GANBENCH_DATA names, or null.</param>
/// <param name="CacheFolder">This user's cache, where downloads are kept.</param>
/// <param name="Offline">Whether nothing may be downloaded.</param>
public sealed record DataLocations(string? DataFolder, string CacheFolder, bool Offline = false);
