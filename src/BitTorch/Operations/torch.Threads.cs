using BitTorch.Devices.Cpu.Threads;

namespace BitTorch;

public static partial class torch
{
    /// <summary>Most threads that can be asked for; more helps no product of this engine.</summary>
    private const int MostThreads = 1024;

    /// <summary>
    /// Threads that one large product or convolution may use, of all this process's threads that call the engine; 1 at first.
    /// </summary>
    public static int get_num_threads() => ThreadTeam.Threads;

    /// <summary>
    /// Sets how many threads one large product or convolution may use. Small ones stay on the caller's, and everything else does too.
    /// </summary>
    /// <remarks>It changes no bit: threads share outputs, never sums. Runs of this project stay at 1 and train one cell a core.</remarks>
    /// <param name="num">1 to 1024, the caller's own thread included.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public static void set_num_threads(int num)
    {
        if (num is < 1 or > MostThreads)
            throw new ArgumentOutOfRangeException(nameof(num), num, $"set_num_threads: use 1 to {MostThreads}.");
        ThreadTeam.Threads = num;
    }
}
