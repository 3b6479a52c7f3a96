namespace BitTorch.Autograd;

/// <summary>Saved tensors and what else a rule needs: sizes, numbers.</summary>
internal readonly record struct SavedWith<TSaved, TOther>(TSaved Tensors, TOther Other) : ISaved
    where TSaved : struct, ISaved
{
    /// <inheritdoc/>
    public void Keep() => Tensors.Keep();

    /// <inheritdoc/>
    public void Release() => Tensors.Release();
}
