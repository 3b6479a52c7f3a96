namespace GanBench.Randomness;

/// <summary>Turns a tile of uniform words into the bits of as many float32 numbers, in place.</summary>
internal interface ITileTransform
{
    /// <summary>Transforms one tile.</summary>
    /// <param name="tile"><see cref="Philox4x32.TileWords"/> words, laid out as <see cref="Philox4x32.FillTile"/> leaves them.</param>
    static abstract void Apply(Span<uint> tile);
}
