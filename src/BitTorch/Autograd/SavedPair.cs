namespace BitTorch.Autograd;

/// <summary>Two saved tensors.</summary>
internal readonly record struct SavedPair(Saved First, Saved Second) : ISaved
{
    /// <summary>The same with other values that the rule needs.</summary>
    internal SavedWith<SavedPair, TOther> With<TOther>(TOther other) => new(this, other);

    public void Keep()
    {
        First.Keep();
        Second.Keep();
    }

    public void Release()
    {
        First.Release();
        Second.Release();
    }
}
