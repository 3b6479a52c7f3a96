using System.Text.Json.Serialization;
using GanBench.Definitions;

namespace GanBench.Experiments.Plans;

/// <summary>One cell of the matrix: a training, and when and how much is measured of it.</summary>
/// <remarks>Which metrics are measured is no part of it: a new metric makes no record old.</remarks>
/// <param name="Training">What is trained.</param>
/// <param name="Evaluation">When and how much is measured.</param>
public sealed record PlannedRun(PlannedTraining Training, EvaluationProtocol Evaluation)
{
    // A file name may have 255 bytes; a combination of many techniques is named by its beginning, and told apart by its fingerprint.
    private const int LongestName = 100;

    /// <summary>What is learned.</summary>
    [JsonIgnore]
    public Choice Dataset => Training.Dataset;

    /// <summary>What is tried against collapse, or a control.</summary>
    [JsonIgnore]
    public Choice Technique => Training.Technique;

    /// <summary>Root of all the run's random streams; at least 0.</summary>
    [JsonIgnore]
    public int Seed => Training.Seed;

    /// <summary>Number of generator updates; 0 for controls.</summary>
    [JsonIgnore]
    public int GeneratorSteps => Training.GeneratorSteps;

    /// <summary>
    /// Readable, and changes with any field: <c>ring8.wgan-gp.s0-3fa9c1d20b7e</c>. Names the run's record and its checkpoint.
    /// </summary>
    public string Id() =>
        $"{Dataset.Name}.{Technique.Name[..Math.Min(Technique.Name.Length, LongestName)]}.s{Seed}-{PlannedTraining.Fingerprint(this)}";

    /// <summary>The same cell with another seed.</summary>
    /// <param name="seed">The seed.</param>
    public PlannedRun WithSeed(int seed) => this with { Training = Training with { Seed = seed } };
}
