namespace BitTorch.Fused;

/// <summary>The activations that a layer can be computed with in one pass. The slope of each follows from its value alone.</summary>
internal enum LayerActivation
{
    /// <summary><see cref="torch.Tensor.relu"/>.</summary>
    Rectifier,

    /// <summary><see cref="torch.Tensor.leaky_relu"/>.</summary>
    LeakyRectifier,

    /// <summary><see cref="torch.Tensor.tanh"/>.</summary>
    HyperbolicTangent,
}
