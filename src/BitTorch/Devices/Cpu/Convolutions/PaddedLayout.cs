namespace BitTorch.Devices.Cpu.Convolutions;

/// <summary>
/// How an image is copied: element (i, j) of plane (p, q) of a channel is pixel (Origin + p + i Step, Origin + q + j Step), or +0 outside.
/// </summary>
/// <param name="Channels">Channels of an image.</param>
/// <param name="Image">Rows and columns of a channel.</param>
/// <param name="Step">Pixels between neighbours of a plane; also the number of planes.</param>
/// <param name="Origin">First pixel; negative inside the padding.</param>
/// <param name="Plane">Rows and columns of a plane.</param>
internal readonly record struct PaddedLayout(int Channels, Extent Image, Extent Step, Extent Origin, Extent Plane)
{
    /// <summary>Floats of one channel's planes.</summary>
    internal int ChannelFloats => Step.Area * Plane.Area;

    /// <summary>Floats from one plane to the next one of the same channel.</summary>
    internal int PlaneFloats => Plane.Area;

    /// <summary>Floats that one copied image takes, with room for a vector written over its end.</summary>
    internal nint ImageFloats => ((nint)Channels * ChannelFloats) + PaddedImages.Slack;
}
