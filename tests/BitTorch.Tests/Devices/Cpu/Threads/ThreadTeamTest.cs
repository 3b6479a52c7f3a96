using BitTorch.Devices.Cpu.Threads;

namespace BitTorch.Tests.Devices.Cpu.Threads;

/// <summary>Who does the parts of a kernel. That the parts make the right whole is tested with the kernels.</summary>
internal sealed unsafe class ThreadTeamTest
{
    private const double Large = 1e9;

    [TearDown]
    public void DismissHelpers() => set_num_threads(1);

    [Test]
    public void NumThreads_AreOneAtFirstAndThenAsSet()
    {
        Assert.That(get_num_threads(), Is.EqualTo(1));
        set_num_threads(3);
        Assert.That(get_num_threads(), Is.EqualTo(3));
        set_num_threads(2);
        Assert.That(get_num_threads(), Is.EqualTo(2));
    }

    [TestCase(0), TestCase(-1), TestCase(1025)]
    public void NumThreads_OfAnotherNumber_AreRefused(int number) =>
        Assert.That(() => set_num_threads(number), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("1 to 1024"));

    [Test]
    public void PartsOf_LittleWorkOrOneThread_IsOne()
    {
        Assert.That(ThreadTeam.PartsOf(Large), Is.EqualTo(1), "one thread");
        set_num_threads(4);
        Assert.That((ThreadTeam.PartsOf(1e6), ThreadTeam.PartsOf(7e6), ThreadTeam.PartsOf(Large)), Is.EqualTo((1, 2, 4)));
    }

    [Test]
    public void Run_OfFourPartsWithThreeThreads_DoesEachOnceOnThreeThreads()
    {
        set_num_threads(3);
        var who = stackalloc int[4];

        ThreadTeam.Run(4, new WriteThread { Who = who });

        int[] threads = [who[0], who[1], who[2], who[3]];
        Assert.That(threads, Is.All.GreaterThan(0), "each part was done");
        Assert.That(threads.Distinct().Count(), Is.EqualTo(3));
        Assert.That(
            (threads[0], threads[3]),
            Is.EqualTo((Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId)),
            "the caller does what is left over");
    }

    // A kernel inside a part must not wait for helpers that are busy with the other parts.
    [Test]
    public void PartsOf_InsideAPart_IsOne()
    {
        set_num_threads(2);
        var parts = stackalloc int[2];

        ThreadTeam.Run(2, new WriteParts { Parts = parts });

        Assert.That((parts[0], parts[1], ThreadTeam.PartsOf(Large)), Is.EqualTo((1, 1, 2)));
    }

    [Test]
    public void Run_WhileTheTeamIsAtWork_DoesAllPartsAlone()
    {
        set_num_threads(2);
        var who = stackalloc int[4];
        var places = (nint)who;
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var other = new Thread(() => ThreadTeam.Run(2, new WaitForSignal { Begun = Keep(begun), End = Keep(end) }));
        other.Start();
        begun.Wait();

        ThreadTeam.Run(4, new WriteThread { Who = (int*)places });
        end.Set();
        other.Join();

        int[] threads = [who[0], who[1], who[2], who[3]];
        Assert.That(threads, Is.All.EqualTo(Environment.CurrentManagedThreadId));

        static nint Keep(object target) =>
            System.Runtime.InteropServices.GCHandle.ToIntPtr(System.Runtime.InteropServices.GCHandle.Alloc(target));
    }

    [TestCase(0), TestCase(1)]
    public void Run_WhenAPartThrows_ThrowsAfterAllAreDoneAndGoesOnWorking(int part)
    {
        set_num_threads(2);

        Assert.That(
            () => ThreadTeam.Run(2, new Fail { Which = part }),
            Throws.InvalidOperationException.With.InnerException.Message.Contains($"part {part}"));

        var who = stackalloc int[2];
        ThreadTeam.Run(2, new WriteThread { Who = who });
        Assert.That(who[0], Is.Not.EqualTo(who[1]));
    }

    [Test]
    public void Run_Again_AllocatesNothing()
    {
        set_num_threads(2);
        var who = stackalloc int[2];
        for (var i = 0; i < 100; i++)
            ThreadTeam.Run(2, new WriteThread { Who = who });
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
            ThreadTeam.Run(2, new WriteThread { Who = who });

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private struct WriteThread : IParts
    {
        internal int* Who;

        public readonly void Run(int part, int parts) => Who[part] = Environment.CurrentManagedThreadId;
    }

    private struct WriteParts : IParts
    {
        internal int* Parts;

        public readonly void Run(int part, int parts) => Parts[part] = ThreadTeam.PartsOf(Large);
    }

    private struct Fail : IParts
    {
        internal int Which;

        public readonly void Run(int part, int parts)
        {
            if (part == Which) throw new ArithmeticException($"part {part}");
        }
    }

    private struct WaitForSignal : IParts
    {
        internal nint Begun;
        internal nint End;

        public readonly void Run(int part, int parts)
        {
            Event(Begun).Set();
            Event(End).Wait();
        }

        private static ManualResetEventSlim Event(nint handle) =>
            (ManualResetEventSlim)System.Runtime.InteropServices.GCHandle.FromIntPtr(handle).Target!;
    }
}
