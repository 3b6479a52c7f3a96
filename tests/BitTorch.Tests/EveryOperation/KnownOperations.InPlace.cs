using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>Changes in place.</content>
internal static partial class KnownOperations
{
    private const string Unrecorded = "Changes numbers, which is not recorded; InPlaceTest.";

    private static OperationRow[] ChangesInPlace() =>
    [
        new("copy_", InPlace((x, y) => x.copy_(y))) { NotDifferentiated = Unrecorded },
        new("add_", InPlace((x, y) => x.add_(y)), InPlace((x, y) => x.add_(y, 2)), InPlace(x => x.add_(1)))
        {
            NotDifferentiated = Unrecorded,
        },
        new("mul_", InPlace(x => x.mul_(2))) { NotDifferentiated = Unrecorded },
        new("zero_", InPlace(x => x.zero_())) { NotDifferentiated = Unrecorded },
        new("addcmul_", InPlaceOfThree((x, y) => x.addcmul_(y, y, 0.5))) { NotDifferentiated = Unrecorded },
        new("addcdiv_", InPlaceOfThree((x, y) => x.addcdiv_(y, y, 0.5))) { NotDifferentiated = Unrecorded },
    ];
}
