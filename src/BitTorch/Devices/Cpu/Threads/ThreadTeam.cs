namespace BitTorch.Devices.Cpu.Threads;

/// <summary>Threads that help with one large kernel at a time; none unless <see cref="torch.set_num_threads"/> asks for them.</summary>
/// <remarks>
/// Parts are fixed shares of the outputs and no sum is cut, so neither the number of threads nor their timing reaches a result. Nothing is
/// allocated once the helpers exist. Whoever comes while the team is at work does all parts alone: the same bits, later.
/// </remarks>
internal static unsafe class ThreadTeam
{
    /// <summary>Multiply-adds of a part from which on it is worth waking a thread; some 50 microseconds of them.</summary>
    private const double WorthAThread = 3e6;

    private static readonly Lock Growing = new();

    [ThreadStatic]
    private static bool isInPart;

    private static Helper[] helpers = [];
    private static int threads = 1;
    private static int atWork;

    /// <summary>Threads that a large kernel may use, the caller's own among them; at least 1.</summary>
    internal static int Threads
    {
        get => threads;
        set
        {
            lock (Growing)
            {
                if (value - 1 > helpers.Length)
                    helpers = [.. helpers, .. Enumerable.Range(helpers.Length, value - 1 - helpers.Length).Select(_ => new Helper())];
                threads = value;
            }
        }
    }

    /// <summary>Into how many parts work should be cut: 1 for little work, and inside a part.</summary>
    internal static int PartsOf(double multiplyAdds) =>
        threads == 1 || isInPart || multiplyAdds < 2 * WorthAThread ? 1 : (int)Math.Min(threads, multiplyAdds / WorthAThread);

    /// <summary>Does all parts, on as many threads as there are.</summary>
    /// <param name="parts">Number of parts, from <see cref="PartsOf"/>.</param>
    /// <param name="work">What to do; it is shared by all threads and must not change.</param>
    internal static void Run<TParts>(int parts, TParts work)
        where TParts : unmanaged, IParts
    {
        var team = helpers;
        var helping = Math.Min(Math.Min(parts, threads) - 1, team.Length);
        if (helping == 0 || Interlocked.CompareExchange(ref atWork, 1, 0) != 0)
        {
            for (var part = 0; part < parts; part++)
                RunPart<TParts>(&work, part, parts);
            return;
        }

        try
        {
            for (var i = 0; i < helping; i++)
                team[i].Start(&RunPart<TParts>, &work, i + 1, parts);
            Exception? own = null;
            try
            {
                RunPart<TParts>(&work, 0, parts);
                for (var part = helping + 1; part < parts; part++)
                    RunPart<TParts>(&work, part, parts);
            }
            catch (Exception error)
            {
                own = error;   // thrown below: the work lies on this stack, so nobody may leave before all are done with it
            }

            for (var i = 0; i < helping; i++)
                own = team[i].Finish() ?? own;
            if (own is not null) throw new InvalidOperationException("A thread that helped with a kernel failed.", own);
        }
        finally
        {
            Volatile.Write(ref atWork, 0);
        }
    }

    private static void RunPart<TParts>(void* work, int part, int parts)
        where TParts : unmanaged, IParts
    {
        var outer = isInPart;
        isInPart = true;
        try
        {
            ((TParts*)work)->Run(part, parts);
        }
        finally
        {
            isInPart = outer;
        }
    }

    /// <summary>A thread that waits for a part; it ends with the process.</summary>
    private sealed class Helper
    {
        /// <summary>
        /// Looks at the state this often before it sleeps, some ten microseconds: the next product and the end of this one are rarely far.
        /// </summary>
        private const int Looks = 400;

        private const int Idle = 0;
        private const int Wanted = 1;
        private const int Done = 2;

        private readonly object gate = new();
        private delegate*<void*, int, int, void> run;
        private void* work;
        private int part;
        private int parts;
        private Exception? error;
        private volatile int state = Idle;

        internal Helper() => new Thread(Loop) { IsBackground = true, Name = "BitTorch helper" }.Start();

        internal void Start(delegate*<void*, int, int, void> run, void* work, int part, int parts)
        {
            this.run = run;
            this.work = work;
            this.part = part;
            this.parts = parts;
            Become(Wanted);
        }

        /// <summary>Waits until the part is done.</summary>
        /// <returns>What it threw, or null.</returns>
        internal Exception? Finish()
        {
            Await(Done);
            return error;
        }

        private void Loop()
        {
            while (true)
            {
                Await(Wanted);
                error = null;
                try
                {
                    run(work, part, parts);
                }
                catch (Exception thrown)
                {
                    error = thrown;   // whoever waits in Finish throws it on; here it would end the process
                }

                Become(Done);
            }
        }

        private void Become(int next)
        {
            lock (gate)
            {
                state = next;
                Monitor.Pulse(gate);
            }
        }

        private void Await(int expected)
        {
            for (var look = 0; look < Looks; look++)
            {
                if (state == expected) return;
                Thread.SpinWait(1);
            }

            lock (gate)
            {
                while (state != expected)
                    Monitor.Wait(gate);
            }
        }
    }
}
