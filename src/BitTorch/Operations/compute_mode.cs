namespace BitTorch;

/// <summary>How <see cref="torch.cdist"/> works; without meaning here.</summary>
public enum compute_mode
{
    /// <summary>TorchSharp's default.</summary>
    use_mm_for_euclid_dist_if_necessary,
}
