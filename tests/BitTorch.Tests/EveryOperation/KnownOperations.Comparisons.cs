using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>Comparisons.</content>
internal static partial class KnownOperations
{
    private const string GivesAMask = "Gives a mask.";

    private static OperationRow[] Comparisons() =>
    [
        new("gt", Comparing((x, y) => x > y), Comparing((x, y) => x.gt(y)), ComparingWithNumber((x, y) => x > y))
        {
            NotDifferentiated = GivesAMask,
        },
        new("lt", Comparing((x, y) => x < y), Comparing((x, y) => x.lt(y)), ComparingWithNumber((x, y) => x < y))
        {
            NotDifferentiated = GivesAMask,
        },
        new("ge", Comparing((x, y) => x >= y), Comparing((x, y) => x.ge(y)), ComparingWithNumber((x, y) => x >= y))
        {
            NotDifferentiated = GivesAMask,
        },
        new("le", Comparing((x, y) => x <= y), Comparing((x, y) => x.le(y)), ComparingWithNumber((x, y) => x <= y))
        {
            NotDifferentiated = GivesAMask,
        },
    ];
}
