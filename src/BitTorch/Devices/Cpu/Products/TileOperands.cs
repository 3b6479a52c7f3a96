namespace BitTorch.Devices.Cpu.Products;

/// <summary>Where one register tile of a product reads and writes; strides in floats.</summary>
internal unsafe struct TileOperands
{
    /// <summary>First element of the tile's rows of A, at the block's first k.</summary>
    internal float* A;

    /// <summary>From one row of A to the next.</summary>
    internal nint ARow;

    /// <summary>From one k of A to the next.</summary>
    internal nint ADepth;

    /// <summary>First element of the tile's columns of B; a full tile's width is readable at every k.</summary>
    internal float* B;

    /// <summary>From one k of B to the next; its columns are neighbours.</summary>
    internal nint BDepth;

    /// <summary>First output.</summary>
    internal float* C;

    /// <summary>From one row of outputs to the next.</summary>
    internal nint CRow;

    /// <summary>First addend, or null.</summary>
    internal float* Addend;

    /// <summary>From one row of addends to the next.</summary>
    internal nint AddendRow;

    /// <summary>Number of k in this block.</summary>
    internal int Depth;

    /// <summary>Outputs per row that exist; 1 to the tile's width. Only these are read from C and the addend, and written.</summary>
    internal int Columns;

    /// <summary>Go on from the partial sums in C (a later block of k) instead of +0.</summary>
    internal bool Resume;

    /// <summary>What <see cref="ProductTile.Rectify"/> does to the outputs; nothing but in the last block of k.</summary>
    internal Rectification Rectification;
}
