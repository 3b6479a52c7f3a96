namespace BitTorch.Devices.Cpu.Products;

/// <summary>The functions that a product can apply to its outputs while the first-level cache holds them.</summary>
internal enum RectificationKind
{
    /// <summary>The sums stay.</summary>
    None,

    /// <summary><see cref="Rectifier"/>.</summary>
    Rectifier,

    /// <summary><see cref="LeakyRectifier"/>.</summary>
    LeakyRectifier,
}
