namespace BitTorch.Autograd;

/// <summary>What a recorded operation keeps for its gradient rule, tensors among it.</summary>
internal interface ISaved
{
    /// <summary>Keeps the tensors' memory from the pool, also when their handles are disposed.</summary>
    void Keep();

    /// <summary>Lets go of it.</summary>
    void Release();
}
