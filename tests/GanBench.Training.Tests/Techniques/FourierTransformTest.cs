using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using GanBench.Randomness;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class FourierTransformTest
{
    // Two products of at most 28 terms and entries that are rounded once: a few units of 6e-8 of the largest amplitude, 28 for pixels in
    // [-1, 1].
    private const double Tolerance = 2e-5;

    [TestCase(1, 28, 28)]
    [TestCase(3, 5, 7)]
    [TestCase(2, 4, 6)]
    [TestCase(1, 1, 3)]
    public void OfImages_EqualsTheSumsWrittenOut(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        ImmutableArray<int> shape = [channels, height, width];
        var pixels = new float[2 * 3 * channels * height * width];
        SeedStream.FromSeed(5).Uniform(0, pixels);
        var transformed = FourierTransform.OfImages(tensor(pixels, [2, 3, channels * height * width]), shape);

        Assert.That(transformed.shape, Is.EqualTo(new long[] { 2, 3, 2 * channels * height * width }));
        var actual = transformed.data<float>().ToArray();
        var plane = height * width;
        for (var image = 0; image < 2 * 3 * channels; image++)
        {
            var expected = Transform(pixels.AsSpan(image * plane, plane).ToArray(), height, width);
            for (var k = 0; k < plane; k++)
            {
                Assert.That(
                    actual[(image * 2 * plane) + k], Is.EqualTo(expected[k].Real).Within(Tolerance), $"real part {k} of plane {image}");
                Assert.That(
                    actual[(((image * 2) + 1) * plane) + k],
                    Is.EqualTo(expected[k].Imaginary).Within(Tolerance),
                    $"imaginary part {k} of plane {image}");
            }
        }
    }

    // Parseval, and the inverse x_jk = 1/√(h w) Σ_uv X_uv exp(2πi (u j / h + v k / w)).
    [Property(Arbitrary = [typeof(Images)], Replay = ShuffledBatches.Replay, MaxTest = 50)]
    public void OfImages_KeepsTheEnergyAndCanBeUndone(Image image)
    {
        using var scope = NewDisposeScope();
        var plane = image.Height * image.Width;
        var transformed =
            FourierTransform.OfImages(tensor(image.Pixels, [1, 1, plane]), [1, image.Height, image.Width]).data<float>().ToArray();
        var spectrum = Enumerable.Range(0, plane).Select(k => new Complex(transformed[k], transformed[plane + k])).ToArray();

        // The conjugate of the transform of the conjugate is the inverse.
        var back = Transform([.. spectrum.Select(Complex.Conjugate)], image.Height, image.Width);

        Assert.Multiple(() =>
        {
            var energy = image.Pixels.Sum(x => (double)x * x);
            Assert.That(spectrum.Sum(x => x.Real * x.Real + x.Imaginary * x.Imaginary), Is.EqualTo(energy).Within(1e-5 * energy));
            Assert.That(back.Select(x => x.Real), Is.EqualTo(image.Pixels.Select(x => (double)x)).Within(Tolerance));
            Assert.That(back.Select(x => x.Imaginary), Is.All.EqualTo(0).Within(Tolerance));
        });
    }

    [Property(Arbitrary = [typeof(Images)], Replay = ShuffledBatches.Replay, MaxTest = 50)]
    public void OfImages_OfARealImage_IsConjugateAtOppositeFrequencies(Image image)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (image.Height, image.Width);
        var x = FourierTransform.OfImages(tensor(image.Pixels, [1, 1, height * width]), [1, height, width]).data<float>().ToArray();

        for (var u = 0; u < height; u++)
            for (var v = 0; v < width; v++)
            {
                var (k, opposite) = ((u * width) + v, ((height - u) % height * width) + ((width - v) % width));
                Assert.That(x[k], Is.EqualTo(x[opposite]).Within(Tolerance));
                Assert.That(x[(height * width) + k], Is.EqualTo(-x[(height * width) + opposite]).Within(Tolerance));
            }
    }

    // The transform F is linear, so the gradient of Σ w F x in x is the transpose of F on w: its k-th number is w · F e_k.
    [Test]
    public void Gradient_IsTheTransposedTransform()
    {
        using var scope = NewDisposeScope();
        ImmutableArray<int> shape = [1, 3, 4];
        var weights = new float[24];
        SeedStream.FromSeed(6).Normal(0, weights);
        var image = zeros([1, 1, 12]).requires_grad_();

        var sum = (FourierTransform.OfImages(image, shape) * tensor(weights, [1, 1, 24])).sum();
        var gradient = autograd.grad([sum], [image])[0].data<float>().ToArray();

        for (var k = 0; k < 12; k++)
        {
            var column = Transform([.. Enumerable.Range(0, 12).Select(i => (Complex)(i == k ? 1 : 0))], 3, 4);
            var expected = Enumerable.Range(0, 12).Sum(i => (weights[i] * column[i].Real) + (weights[12 + i] * column[i].Imaginary));
            Assert.That(gradient[k], Is.EqualTo(expected).Within(1e-6));
        }
    }

    // cos(2π b·x) and sin(2π b·x) in double; angles reach 100 radians, where a float32 angle is known to 4e-6, and the sum of its terms to
    // twice that.
    [Test]
    public void OfPoints_EqualsCosinesAndSinesAtTheFrequenciesOfTheNamedStream()
    {
        using var scope = NewDisposeScope();
        const int Features = 20;
        var frequencies = Frequencies(Features, 2, scale: 0.75);
        float[] points = [0.3f, -1.2f, 4f, -4f, 0f, 0f];

        var actual = FourierTransform.OfPoints(tensor(points, [1, 3, 2]), Features, 0.75).data<float>().ToArray();

        for (var i = 0; i < 3; i++)
            for (var k = 0; k < Features; k++)
            {
                var angle = 2 * Math.PI * ((frequencies[2 * k] * points[2 * i]) + (frequencies[(2 * k) + 1] * points[(2 * i) + 1]));
                Assert.That(actual[(i * 2 * Features) + k], Is.EqualTo(Math.Cos(angle)).Within(2e-5));
                Assert.That(actual[(i * 2 * Features) + Features + k], Is.EqualTo(Math.Sin(angle)).Within(2e-5));
            }
    }

    [Test]
    public void OfPoints_WithMoreFeatures_KeepsTheFirst()
    {
        using var scope = NewDisposeScope();
        var points = tensor([0.3f, -1.2f], [1, 1, 2]);

        var (few, many) = (FourierTransform.OfPoints(points, 3, 1), FourierTransform.OfPoints(points, 8, 1));

        Assert.That(many.narrow(2, 0, 3).data<float>().ToArray(), Is.EqualTo(few.narrow(2, 0, 3).data<float>().ToArray()));
    }

    /// <summary>The frequencies that the remarks promise.</summary>
    internal static double[] Frequencies(int features, int dimension, double scale)
    {
        var values = new float[features * dimension];
        SeedStream.FromSeed(0).Derive("fourier-features").Normal(0, values);
        return [.. values.Select(value => scale * value)];
    }

    private static Complex[] Transform(float[] plane, int height, int width) =>
        Transform([.. plane.Select(x => (Complex)x)], height, width);

    private static Complex[] Transform(Complex[] plane, int height, int width)
    {
        var result = new Complex[height * width];
        for (var u = 0; u < height; u++)
            for (var v = 0; v < width; v++)
                for (var j = 0; j < height; j++)
                    for (var k = 0; k < width; k++)
                        result[(u * width) + v] += plane[(j * width) + k]
                            * Complex.FromPolarCoordinates(
                                1 / Math.Sqrt(height * width), -2 * Math.PI * (((double)u * j / height) + ((double)v * k / width)));
        return result;
    }

    /// <summary>One channel of an image.</summary>
    public sealed record Image(int Height, int Width, float[] Pixels)
    {
        public override string ToString() => $"{Height} x {Width}: {string.Join(' ', Pixels)}";
    }

    public static class Images
    {
        public static Arbitrary<Image> Any { get; } = (
            from height in Gen.Choose(1, 9)
            from width in Gen.Choose(1, 9)
            from pixels in Gen.Choose(-255, 255).Select(value => value / 255f).ArrayOf(height * width)
            select new Image(height, width, pixels)).ToArbitrary();
    }
}
