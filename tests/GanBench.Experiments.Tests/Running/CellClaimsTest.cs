using System.Collections.Immutable;
using System.Diagnostics;
using GanBench.Experiments.Running;

namespace GanBench.Experiments.Tests.Running;

public class CellClaimsTest
{
    private const string Id = "ring8.ns-gan.s0-0123456789ab";

    private static readonly Claimant Me = new("here", 42, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private string folder = "";

    private CellClaims Claims => new(folder);

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("ganbench claims \u00fc\u4e2d ").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void TryTake_ACellThatIsHeld_IsRefusedUntilItIsLetGo()
    {
        using (var first = Claims.TryTake(Id, Me))
        {
            Assert.That(first, Is.Not.Null);
            Assert.That(Claims.TryTake(Id, Me), Is.Null);
            Assert.That(Claims.IsTaken(Id), Is.True);
            using var other = Claims.TryTake(Id + "x", Me);
            Assert.That(other, Is.Not.Null, "another cell");
        }

        Assert.That(Claims.IsTaken(Id), Is.False);
        using var again = Claims.TryTake(Id, Me);
        Assert.That(again, Is.Not.Null);
    }

    [Test]
    public void Running_TellsWhoHoldsWhatAndHowFarItIs()
    {
        using var second = Claims.TryTake("b", Me);
        using var first = Claims.TryTake("a", Me with { Host = "there" });
        Claims.TryTake("c", Me)!.Dispose();
        first!.Tell(1234);

        Assert.That(Claims.Running(), Is.EqualTo(new[]
        {
            new RunningCell("a", Me with { Host = "there", GeneratorSteps = 1234 }),
            new RunningCell("b", Me),
        }));
    }

    [Test]
    public void Running_WithFactsThatCannotBeRead_StillTellsTheCell()
    {
        using var claim = Claims.TryTake(Id, Me);
        File.WriteAllText(Path.Combine(Claims.Folder, Id + ".json"), "{ torn");

        Assert.That(Claims.Running(), Is.EqualTo(new[] { new RunningCell(Id, null) }));
    }

    [Test]
    public void Running_WhereNothingEverRan_IsEmptyAndMakesNothing()
    {
        Assert.That(Claims.Running(), Is.Empty);
        Assert.That(Claims.IsTaken(Id), Is.False);
        Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
    }

    [Test]
    public void Finish_LeavesNoFile()
    {
        Claims.TryTake(Id, Me)!.Finish();

        Assert.That(Directory.GetFileSystemEntries(Claims.Folder), Is.Empty);
    }

    [Test]
    public void AreKept_OnALocalDisk_IsTrue() => Assert.That(Claims.AreKept(), Is.True);

    // The other process is a shell that holds the lock as .NET does, with flock(2); it is killed, as a crash or a pulled plug would.
    [Test, Platform("Linux")]
    public void TryTake_AfterTheHolderWasKilled_IsGranted()
    {
        Directory.CreateDirectory(Claims.Folder);
        const string Script = "exec 9>\"$1\"; flock -n 9 || exit 7; echo held; exec sleep 600";
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Path.Combine(Claims.Folder, Id + ".lock")])
        {
            RedirectStandardOutput = true,
        };
        using var holder = Process.Start(start)!;
        if (holder.StandardOutput.ReadLine() != "held")
            Assert.Ignore("There is no flock(1) here.");
        var (refused, seen) = ((CellClaim?)null, ImmutableArray<RunningCell>.Empty);
        try
        {
            (refused, seen) = (Claims.TryTake(Id, Me), Claims.Running());
        }
        finally
        {
            holder.Kill();
            holder.WaitForExit();
        }

        Assert.That(refused, Is.Null);
        Assert.That(seen, Is.EqualTo(new[] { new RunningCell(Id, null) }));
        using var granted = Claims.TryTake(Id, Me);
        Assert.That(granted, Is.Not.Null);
    }

    [Test]
    public void TryTake_FromManyThreadsAtOnce_IsGrantedToOne()
    {
        using var gate = new Barrier(8);
        var claims = new CellClaim?[8];
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            gate.SignalAndWait();
            claims[number] = Claims.TryTake(Id, Me);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(claims, Has.Exactly(1).Not.Null);
        Array.ForEach(claims, claim => claim?.Dispose());
    }

    [Test]
    public void TryTake_WhereAFileIsInTheWay_Throws()
    {
        File.WriteAllText(Path.Combine(folder, "running"), "in the way");

        Assert.That(() => Claims.TryTake(Id, Me), Throws.InstanceOf<IOException>());
    }

    [TestCase(""), TestCase("../up"), TestCase("a/b")]
    public void TryTake_AnIdThatIsNoFileName_Throws(string id) => Assert.That(() => Claims.TryTake(id, Me), Throws.ArgumentException);
}
