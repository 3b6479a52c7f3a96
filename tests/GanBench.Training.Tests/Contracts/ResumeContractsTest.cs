using System.Text.Json;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Running;
using GanBench.Files;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Contracts;

/// <summary>
/// A run that was stopped anywhere and went on from its checkpoint's file ends with the bytes of one that was left alone.
/// </summary>
[TestFixtureSource(nameof(Names))]
public sealed class ResumeContractsTest(string name)
{
    private const int GeneratorSteps = 12;

    private static IEnumerable<string> Names => KnownTechniques.All.Select(known => known.Definition.Name);

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    // Step 0 is before any update, 4 and 8 have just been measured, 11 is the last before the end.
    [Test]
    public void Run_ContinuedFromAnyStep_EndsWithTheSameBytes()
    {
        var run = Cells.Cell("ring8", name, seed: 6, GeneratorSteps);
        var undisturbed = Cells.Train([run], null, default)[0];
        var kept = new Dictionary<long, string>();
        var keeping = Cells.Train([run], null, default, new Checkpointing(null, () => true, state =>
        {
            var file = Path.Combine(folder, $"{state.Game.GeneratorSteps}.checkpoint");
            CheckpointFile.Write(file, state);
            kept.Add(state.Game.GeneratorSteps, file);
        }))[0];

        Assert.That(Bytes(keeping), Is.EqualTo(Bytes(undisturbed)), "keeping the state changes no number");
        Assert.That(kept.Keys, Is.EqualTo(Enumerable.Range(0, GeneratorSteps)), "between any two steps");
        foreach (var step in new[] { 0, 1, 4, 7, 8, 11 })
        {
            var continued = Continue(run, kept[step], default);

            Assert.That(Bytes(continued), Is.EqualTo(Bytes(undisturbed)), $"continued after {step} generator steps");
            Assert.That(
                continued.FloatingPointOperations, Is.EqualTo(undisturbed.FloatingPointOperations), "operations before the stop count too");
        }
    }

    [Test]
    public void Run_StoppedTwice_EndsWithTheSameBytes()
    {
        var run = Cells.Cell("grid25", name, seed: 2, GeneratorSteps);
        var file = Path.Combine(folder, "run.checkpoint");
        foreach (var step in new[] { 3, 9 })
        {
            using var stop = new CancellationTokenSource();
            Assert.That(() => Continue(run, file, stop.Token, new StopAt(step, stop)), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(CheckpointFile.Read(file, run.Id()).State!.Game.GeneratorSteps, Is.EqualTo(step));
        }

        Assert.That(Bytes(Continue(run, file, default)), Is.EqualTo(Bytes(Cells.Train([run], null, default)[0])));
    }

    private static TrainedRun Continue(PlannedRun run, string file, CancellationToken cancellation, IProgress<int>? progress = null) =>
        Cells.Train([run], progress, cancellation, new Checkpointing(
            CheckpointFile.Read(file, run.Id()).State, () => false, state => CheckpointFile.Write(file, state)))[0];

    private static byte[] Bytes(TrainedRun trained) => JsonSerializer.SerializeToUtf8Bytes(trained.Result, RecordJson.Compact);

    private sealed class StopAt(int step, CancellationTokenSource stop) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value == step) stop.Cancel();
        }
    }
}
