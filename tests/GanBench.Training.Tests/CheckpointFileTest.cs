using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Records;
using GanBench.Experiments.Running;

namespace GanBench.Training.Tests;

public sealed class CheckpointFileTest
{
    private static readonly PlannedRun Run = Cells.Cell("ring8", "veegan", seed: 1);

    private string file = "";

    [SetUp]
    public void MakeFolder() => file = Path.Combine(Directory.CreateTempSubdirectory("ganbench \u00fc\u4e2d ").FullName, "run.checkpoint");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    /// <summary>States of two replicas after a step, one with every kind of number that can be there.</summary>
    private static TrainingState State(params string[] ids) => new(
        [.. ids],
        new GameState(7, 35,
            new SideState([1, -0f, float.NaN, float.Epsilon], [[2, 3, 4, 5], [float.MaxValue, 0, 0, 0]], [0.5, 1.0 / 3]),
            new SideState([6], [], [])) { Averages = [[7, -0f, 8, 9]] },
        [.. ids.Select(_ => new ReplicaState(
            [Cells.Train([Run], null, default)[0].Result.Trajectory[0]], new RunOutcome.Diverged(7, "generator loss")))],
        new SpentCost(1.25, 0.5, 9_007_199_254_740_993, 3, 4),
        Catalogues.BitTorch.MetricsOf(Run.Dataset));

    [Test]
    public void Read_WhatWasWritten_IsTheSameToTheBit()
    {
        var state = State(Run.Id());

        CheckpointFile.Write(file, state);

        var (read, damage) = CheckpointFile.Read(file, Run.Id());
        Assert.That(damage, Is.Null);
        Assert.That(CheckpointFile.Bytes(read!), Is.EqualTo(CheckpointFile.Bytes(state)));
        Assert.That(
            read!.Game.Generator.Parameters.Select(BitConverter.SingleToUInt32Bits),
            Is.EqualTo(state.Game.Generator.Parameters.Select(BitConverter.SingleToUInt32Bits)));
        Assert.That(read.Game.Generator.Averages, Is.EqualTo(state.Game.Generator.Averages));
        Assert.That(read.Game.Averages, Is.EqualTo(state.Game.Averages));
        Assert.That((read.Game.Generator.Powers, read.Game.DiscriminatorSteps), Is.EqualTo((state.Game.Generator.Powers, 35)));
        Assert.That(read.Spent, Is.EqualTo(state.Spent));
        Assert.That(read.Replicas[0].Divergence, Is.EqualTo(state.Replicas[0].Divergence));
    }

    // The layout that the remarks of the type promise, taken apart by hand.
    [Test]
    public void Bytes_AreLittleEndianBehindNameVersionAndHash()
    {
        ReadOnlySpan<byte> bytes = CheckpointFile.Bytes(State(Run.Id()));
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes[44..]);
        var arrays = bytes[(48 + header)..];

        Assert.That(Encoding.ASCII.GetString(bytes[..8]), Is.EqualTo("GANBENCH"));
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]), Is.EqualTo(CheckpointFile.Version));
        Assert.That(bytes[12..44].SequenceEqual(SHA256.HashData(bytes[44..])), Is.True);
        using var json = JsonDocument.Parse(bytes.Slice(48, header).ToArray());
        Assert.That(json.RootElement.GetProperty("generator-steps").GetInt32(), Is.EqualTo(7));
        Assert.That(
            (BinaryPrimitives.ReadInt32LittleEndian(arrays), BinaryPrimitives.ReadInt64LittleEndian(arrays[4..])), Is.EqualTo((3, 4L)),
            "parameters and two averages");
        Assert.That(BinaryPrimitives.ReadSingleLittleEndian(arrays[12..]), Is.EqualTo(1));
        Assert.That(
            arrays.Length,
            Is.EqualTo(4 + (3 * (8 + 16)) + 4 + 16 + 4 + 8 + 4 + 4 + 4 + 8 + 16),
            "generator, then a discriminator of one number without memory, then an average");
    }

    [Test]
    public void Read_WhereNoFileIs_GivesNeitherStateNorDamage() =>
        Assert.That(CheckpointFile.Read(file, Run.Id()), Is.EqualTo(default((TrainingState?, string?))));

    [Test]
    public void Read_AFileTornAnywhereOrWithAnyBitFlipped_IsDamaged()
    {
        var bytes = CheckpointFile.Bytes(State(Run.Id()));
        for (var position = 0; position < bytes.Length; position += Math.Max(1, bytes.Length / 97))
        {
            File.WriteAllBytes(file, bytes[..position]);
            Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Is.Not.Null, $"torn after {position} bytes");
            byte[] flipped = [.. bytes];
            flipped[position] ^= 0x10;
            File.WriteAllBytes(file, flipped);
            Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Is.Not.Null, $"bit flipped at {position}");
        }

        File.WriteAllBytes(file, [.. bytes, 0]);
        Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Does.Contain("checksum"), "a byte too many");
    }

    [Test]
    public void Read_TheCheckpointOfAnotherRun_IsRefusedByName()
    {
        CheckpointFile.Write(file, State("another"));
        Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Is.EqualTo($"it is the checkpoint of \"another\", not of \"{Run.Id()}\""));

        CheckpointFile.Write(file, State(Run.Id(), "another"));
        Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Does.Contain("another"));
    }

    [Test]
    public void Read_AFileOfAnotherFormat_SaysWhich()
    {
        var bytes = CheckpointFile.Bytes(State(Run.Id()));
        bytes[8]++;
        File.WriteAllBytes(file, bytes);

        Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Is.EqualTo("its format is 3, this version reads 2"));
    }

    // A sound checksum over a header that this version does not know, or lengths that lie: written on purpose or by another version.
    [TestCase("{}"), TestCase("null"), TestCase("{ torn"),
        TestCase("""{"ids":["RUN"],"generator-steps":7,"discriminator-steps":35,"replicas":[],"spent":null,"more":1}""")]
    public void Read_ASoundFileWithAForeignHeader_IsRefused(string header)
    {
        File.WriteAllBytes(file, Sealed(header.Replace("RUN", Run.Id()), []));

        Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Does.Contain("another version of GanBench wrote it"));
    }

    [TestCase(int.MaxValue), TestCase(-1), TestCase(0)]
    public void Read_ASoundFileWhoseLengthsLie_IsRefused(int arrays)
    {
        var header = $$"""
            {"ids":["{{Run.Id()}}"],"generator-steps":7,"discriminator-steps":35,"replicas":[],"metrics":{},
             "spent":{"training-seconds":0,"evaluation-seconds":0,"floating-point-operations":0,"cpu-seconds":0,"peak-memory-bytes":0} }
            """;
        File.WriteAllBytes(file, Sealed(header, [.. BitConverter.GetBytes(arrays), .. BitConverter.GetBytes(long.MaxValue)]));

        Assert.That(CheckpointFile.Read(file, Run.Id()).Damage, Does.Contain("another version of GanBench wrote it"));
    }

    [Test]
    public void Train_FromTheStateOfAnotherRunOrOfOtherNetworks_IsRefused()
    {
        TrainingState? mine = null;
        Cells.Train([Run], null, default, new Checkpointing(null, () => mine is null, state => mine = state));

        Assert.That(
            () => From(Run.WithSeed(2), mine!), Throws.InstanceOf<ForeignStateException>().With.Message.Contains("not of these runs"));
        Assert.That(
            () => From(Run, mine! with { Game = State(Run.Id()).Game }),
            Throws.InstanceOf<ForeignStateException>().With.Message.Contains("other networks or optimisers"));

        static void From(PlannedRun run, TrainingState state) =>
            Cells.Train([run], null, default, new Checkpointing(state, () => false, _ => { }));
    }

    [Test]
    public void Train_TwoReplicasFromAState_EndLikeTwoRuns()
    {
        PlannedRun[] runs = [Cells.Cell("ring8", "ns-gan", 0), Cells.Cell("ring8", "ns-gan", 1)];
        TrainingState? half = null;
        Cells.Train(
            runs, null, default, new Checkpointing(null, () => true, state => half = state.Game.GeneratorSteps == 6 ? state : half));

        var together = Cells.Train(runs, null, default, new Checkpointing(half, () => false, _ => { }));

        Assert.That(
            together.Select(run => run.Result.Digests()),
            Is.EqualTo(runs.Select(run => Cells.Train([run], null, default)[0].Result.Digests())));
    }

    private static byte[] Sealed(string header, byte[] rest)
    {
        var json = Encoding.UTF8.GetBytes(header);
        byte[] body = [.. BitConverter.GetBytes(json.Length), .. json, .. rest];
        return [.. "GANBENCH"u8, .. BitConverter.GetBytes(CheckpointFile.Version), .. SHA256.HashData(body), .. body];
    }
}
