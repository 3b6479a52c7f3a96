using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Files;

namespace GanBench.Experiments.Plans;

/// <summary>What is trained: everything that can change the generator's bits, and nothing else.</summary>
/// <param name="Dataset">What is learned.</param>
/// <param name="Technique">What is tried against collapse, or a control.</param>
/// <param name="Settings">
/// Everything else about the game, flat and complete; see <see cref="Profiles.GameSettings"/>. Empty for controls, which have no networks.
/// </param>
/// <param name="Seed">Root of all the run's random streams; at least 0.</param>
/// <param name="GeneratorSteps">Number of generator updates, at least 1; 0 for controls.</param>
/// <param name="Version">Version of the training loop's definition.</param>
/// <param name="Engine">The engine and the version of its arithmetic, e.g. <c>bittorch-1</c>.</param>
public sealed record PlannedTraining(
    Choice Dataset,
    Choice Technique,
    ImmutableSortedDictionary<string, SettingValue> Settings,
    int Seed,
    int GeneratorSteps,
    int Version,
    string Engine)
{
    /// <summary>12 hex digits that change with any field; the same training has them whatever is measured of it.</summary>
    public string Id() => Fingerprint(this);

    internal static string Fingerprint<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, RecordJson.Compact)))[..12];
}
