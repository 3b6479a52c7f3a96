using GanBench.Randomness;
using GanBench.Training.Networks;

namespace GanBench.Training.Tests.Networks;

/// <summary>
/// Both convolutions against the sums of their definition in double precision, in the form that training uses and in TorchSharp's.
/// </summary>
[TestFixtureSource(nameof(Forms))]
public sealed class ConvolutionTest(Type form)
{
    private const int Replicas = 3;
    private const int Batch = 2;
    private const int From = 3;
    private const int To = 5;
    private const int Height = 6;
    private const int Width = 4;

    // Up to 48 products of numbers in [-1, 1], each rounded to float32 (6e-8): a few 1e-6 at most.
    private const double Tolerance = 1e-5;

    private static readonly Type[] Forms = [typeof(Perceptron).Assembly.GetType(typeof(Convolution).FullName!)!, typeof(Convolution)];

    // Of an odd side the half is rounded down, as a judge's third convolution does.
    [TestCase(true, 6)]
    [TestCase(false, 6)]
    [TestCase(true, 7)]
    public void Halve_EqualsTheSumsWrittenOut(bool withBias, int height)
    {
        using var scope = NewDisposeScope();
        var (images, filters, bias) = (
            Draw("images", Replicas, Batch, From, height, Width), Draw("filters", Replicas, To, From, 4, 4), Draw("bias", Replicas, To));

        var halved = Run("Halve")(images.Tensor, filters.Tensor, withBias ? bias.Tensor : null);

        Assert.That(halved.shape, Is.EqualTo(new long[] { Replicas, Batch, To, height / 2, Width / 2 }));
        var actual = new Numbers(halved);
        foreach (var (r, b, f, i, j) in Places(To, height / 2, Width / 2))
        {
            var expected = withBias ? bias[r, f] : 0;
            for (var c = 0; c < From; c++)
                for (var y = 0; y < 4; y++)
                    for (var x = 0; x < 4; x++)
                        if (Inside((2 * i) + y - 1, height) && Inside((2 * j) + x - 1, Width))
                            expected += images[r, b, c, (2 * i) + y - 1, (2 * j) + x - 1] * filters[r, f, c, y, x];
            Assert.That(
                actual[r, b, f, i, j], Is.EqualTo(expected).Within(Tolerance), $"replica {r}, image {b}, channel {f}, pixel {i}, {j}");
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Double_EqualsTheSumsWrittenOut(bool withBias)
    {
        using var scope = NewDisposeScope();
        var (images, filters, bias) = (
            Draw("images", Replicas, Batch, From, Height, Width), Draw("filters", Replicas, From, To, 4, 4), Draw("bias", Replicas, To));

        var doubled = Run("Double")(images.Tensor, filters.Tensor, withBias ? bias.Tensor : null);

        Assert.That(doubled.shape, Is.EqualTo(new long[] { Replicas, Batch, To, 2 * Height, 2 * Width }));
        var actual = new Numbers(doubled);
        foreach (var (r, b, f, i, j) in Places(To, 2 * Height, 2 * Width))
        {
            // Each pixel of the small image scatters a filter around twice its place.
            var expected = withBias ? bias[r, f] : 0;
            for (var c = 0; c < From; c++)
                for (var y = 0; y < Height; y++)
                    for (var x = 0; x < Width; x++)
                        if (Inside(i + 1 - (2 * y), 4) && Inside(j + 1 - (2 * x), 4))
                            expected += images[r, b, c, y, x] * filters[r, c, f, i + 1 - (2 * y), j + 1 - (2 * x)];
            Assert.That(
                actual[r, b, f, i, j], Is.EqualTo(expected).Within(Tolerance), $"replica {r}, image {b}, channel {f}, pixel {i}, {j}");
        }
    }

    private Func<Tensor, Tensor, Tensor?, Tensor> Run(string function) =>
        form.GetMethod(function)!.CreateDelegate<Func<Tensor, Tensor, Tensor?, Tensor>>();

    private static bool Inside(int place, int size) => place >= 0 && place < size;

    private static IEnumerable<(int R, int B, int F, int I, int J)> Places(int channels, int height, int width) =>
        from r in Enumerable.Range(0, Replicas)
        from b in Enumerable.Range(0, Batch)
        from f in Enumerable.Range(0, channels)
        from i in Enumerable.Range(0, height)
        from j in Enumerable.Range(0, width)
        select (r, b, f, i, j);

    private static Numbers Draw(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (count, size) => count * size)];
        SeedStream.FromSeed(0).Derive(name).Uniform(0, values);
        return new Numbers(tensor(Array.ConvertAll(values, value => (2 * value) - 1), shape));
    }

    /// <summary>A tensor whose numbers are asked for one by one.</summary>
    private sealed class Numbers(Tensor tensor)
    {
        private readonly float[] values = tensor.data<float>().ToArray();

        public Tensor Tensor => tensor;

        public double this[params int[] index] =>
            values[index.Zip(tensor.shape).Aggregate(0L, (place, one) => (place * one.Second) + one.First)];
    }
}
