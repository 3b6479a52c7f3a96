using FsCheck;
using FsCheck.Fluent;

namespace GanBench.Training.Tests.Techniques;

/// <summary>Makes cases: 2 to 12 samples of 1 to 6 numbers in [-3, 3], in steps of 1/64.</summary>
public static class ShuffledBatches
{
    /// <summary>Every property sees the same cases in every run of the tests, so that a failure can be repeated.</summary>
    public const string Replay = "20240517,7";

    public static Arbitrary<ShuffledBatch> Any { get; } = (
        from rows in Gen.Choose(2, 12)
        from columns in Gen.Choose(1, 6)
        from real in Values(rows * columns)
        from fake in Values(rows * columns)
        from realOrder in Gen.Shuffle(Enumerable.Range(0, rows))
        from fakeOrder in Gen.Shuffle(Enumerable.Range(0, rows))
        select new ShuffledBatch(rows, columns, real, fake, realOrder, fakeOrder)).ToArbitrary();

    private static Gen<float[]> Values(int count) => Gen.Choose(-192, 192).Select(value => value / 64f).ArrayOf(count);
}
