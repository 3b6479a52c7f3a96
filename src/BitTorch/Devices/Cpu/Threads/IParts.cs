namespace BitTorch.Devices.Cpu.Threads;

/// <summary>Work whose parts write different outputs, so that they can run in any order and at once.</summary>
internal interface IParts
{
    /// <summary>Does one part on the calling thread.</summary>
    /// <param name="part">0 to <paramref name="parts"/> - 1.</param>
    /// <param name="parts">Number of parts.</param>
    void Run(int part, int parts);
}
