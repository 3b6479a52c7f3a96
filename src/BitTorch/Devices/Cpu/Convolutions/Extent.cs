namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>A number of rows and of columns.</summary>
internal readonly record struct Extent(int Height, int Width)
{
    internal int Area => Height * Width;
}
