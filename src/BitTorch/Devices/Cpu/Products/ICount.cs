namespace BitTorch.Devices.Cpu.Products;

/// <summary>A small number that the JIT knows, so that loops and branches over it disappear.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
