using System.Security.Cryptography;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Files;

namespace GanBench.Experiments.Plans;

/// <summary>One cell of the matrix: everything that can change its numbers, and nothing else.</summary>
/// <param name="Dataset">What is learned.</param>
/// <param name="Technique">What is tried against collapse, or a control.</param>
/// <param name="Profile">Network sizes, batch size and optimiser settings; <c>none</c> for controls.</param>
/// <param name="Seed">Root of all the run's random streams; at least 0.</param>
/// <param name="GeneratorSteps">Number of generator updates, at least 1; 0 for controls.</param>
/// <param name="Evaluation">How it is measured.</param>
/// <param name="TrainingVersion">Version of the training loop's definition.</param>
/// <param name="Engine">The engine and the version of its arithmetic, e.g. <c>bittorch-1</c>.</param>
public sealed record PlannedRun(
    Choice Dataset,
    Choice Technique,
    Choice Profile,
    int Seed,
    int GeneratorSteps,
    EvaluationProtocol Evaluation,
    int TrainingVersion,
    string Engine)
{
    // A file name may have 255 bytes; a combination of many techniques is named by its beginning, and told apart by its fingerprint.
    private const int LongestName = 100;

    /// <summary>Readable, and changes with any field: <c>ring8.wgan-gp.s0-3fa9c1d20b7e</c>. Names the run's result file.</summary>
    public string Id() => $"{Dataset.Name}.{Technique.Name[..Math.Min(Technique.Name.Length, LongestName)]}.s{Seed}-{Fingerprint()}";

    private string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Compact)))[..12];
}
