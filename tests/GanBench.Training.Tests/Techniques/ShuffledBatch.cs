using FsCheck;
using FsCheck.Fluent;

namespace GanBench.Training.Tests.Techniques;

/// <summary>Real and generated samples in an order, and other orders of each.</summary>
/// <param name="Rows">Samples on each side.</param>
/// <param name="Columns">Numbers per sample.</param>
/// <param name="Real">Real samples, row by row.</param>
/// <param name="Fake">Generated samples, row by row.</param>
/// <param name="RealOrder">Another order of the real samples.</param>
/// <param name="FakeOrder">Another order of the generated samples.</param>
public sealed record ShuffledBatch(int Rows, int Columns, float[] Real, float[] Fake, int[] RealOrder, int[] FakeOrder)
{
    /// <summary>Sums run in another order, and a sum of n float32 numbers may lose n / 2 units of 6e-8 of its largest term.</summary>
    public const float Rounding = 1e-5f;

    public Tensor RealSamples => Samples(Real, [.. Enumerable.Range(0, Rows)]);

    public Tensor FakeSamples => Samples(Fake, [.. Enumerable.Range(0, Rows)]);

    public Tensor RealShuffled => Samples(Real, RealOrder);

    public Tensor FakeShuffled => Samples(Fake, FakeOrder);

    public override string ToString() =>
        $"{Rows} x {Columns}, real {string.Join(' ', Real)} as {string.Join(' ', RealOrder)}, fake {string.Join(' ', Fake)} as {string.Join(' ', FakeOrder)}";

    /// <summary>Samples in an order, shape [1, rows, columns].</summary>
    private Tensor Samples(float[] values, int[] order) =>
        tensor(order.SelectMany(row => values[(row * Columns)..((row + 1) * Columns)]).ToArray(), [1, Rows, Columns]);
}

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
