namespace BitTorch.Autograd;

/// <summary>Saved tensors and what else a rule needs: sizes, numbers.</summary>
internal readonly record struct SavedWith<TSaved, TOther>(TSaved Tensors, TOther Other) : ISaved
    where TSaved : struct, ISaved
{
    public void Keep() => Tensors.Keep();

    public void Release() => Tensors.Release();
}
