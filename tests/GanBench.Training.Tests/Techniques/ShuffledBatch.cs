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
        $"{Rows} x {Columns}, real {string.Join(' ', Real)} as {string.Join(' ', RealOrder)}, "
        + $"fake {string.Join(' ', Fake)} as {string.Join(' ', FakeOrder)}";

    /// <summary>Samples in an order, shape [1, rows, columns].</summary>
    private Tensor Samples(float[] values, int[] order) =>
        tensor(order.SelectMany(row => values[(row * Columns)..((row + 1) * Columns)]).ToArray(), [1, Rows, Columns]);
}
