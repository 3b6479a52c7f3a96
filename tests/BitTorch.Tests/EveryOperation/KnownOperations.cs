namespace BitTorch.Tests.EveryOperation;

/// <summary>Every public operation, a row each: a new one is written here and nowhere else in the tests of all operations.</summary>
internal static partial class KnownOperations
{
    /// <summary>A mask that broadcasts to three rows.</summary>
    private static Tensor Mask => tensor([true, false, true], [3, 1]);

    internal static OperationRow[] All { get; } =
    [
        .. Arithmetic(), .. Functions(), .. ChangesInPlace(), .. Reductions(), .. Products(), .. Views(), .. Selection(), .. Comparisons(),
        .. Images(),
        .. Creation(),
    ];
}
