using GanBench.Randomness;
using GanBench.Training.Networks;

namespace GanBench.Training.Tests.Networks;

public sealed class ImageClassifierTest
{
    // The same network written as loops in double precision. float32 sums of at most 256 products: 1e-5 relative, on numbers of about 1.
    [TestCase(28), TestCase(14)]
    public void Apply_EqualsLoopsInDouble(int side)
    {
        const int Features = 5;
        const int Classes = 3;
        int[] channels = [2, 3, 4];
        var network = new ImageClassifier(side, [.. channels], Features, Classes);
        var parameters = network.Layout.Initial(SeedStream.FromSeed(22));
        for (var i = 0; i < parameters.Length; i += 7)
            parameters[i] += 0.1f;   // biases start at zero, and would not be seen
        var image = new float[side * side];
        SeedStream.FromSeed(23).Normal(0, image);

        using var scope = NewDisposeScope();
        var (output, features) = network.Apply(tensor(parameters, [1, parameters.Length]), tensor(image, [1, 1, image.Length]));

        var (expectedOutput, expectedFeatures) = Slow(parameters, image, side, channels, Features, Classes);
        Assert.That(features.data<float>().ToArray(), Is.EqualTo(expectedFeatures).Within(1e-4));
        Assert.That(output.data<float>().ToArray(), Is.EqualTo(expectedOutput).Within(1e-4));
    }

    // By hand: 4 x 4 filters at 14 x 14, 7 x 7 and 3 x 3 places, then 576 x 64 and 64 x 11.
    [Test]
    public void Sizes_AreThoseCountedByHand()
    {
        var network = new ImageClassifier(28, [16, 32, 64], 64, 11);

        Assert.That(
            network.Layout.Count, Is.EqualTo((16 * 16) + 16 + (256 * 32) + 32 + (512 * 64) + 64 + (576 * 64) + 64 + (64 * 11) + 11));
        Assert.That(network.MultiplyAdds, Is.EqualTo((196 * 16 * 16) + (49 * 256 * 32) + (9 * 512 * 64) + (576 * 64) + (64 * 11)));
    }

    private static (double[] Output, double[] Features) Slow(
        float[] parameters, float[] image, int side, int[] channels, int features, int classes)
    {
        var next = 0;
        var (from, at, current) = (1, side, Array.ConvertAll(image, value => (double)value));
        foreach (var to in channels)
        {
            var (filters, bias) = (Take(to * from * 16), Take(to));
            var smaller = at / 2;
            var result = new double[to * smaller * smaller];
            for (var f = 0; f < to; f++)
            {
                for (var y = 0; y < smaller; y++)
                {
                    for (var x = 0; x < smaller; x++)
                    {
                        var sum = (double)bias[f];
                        for (var c = 0; c < from; c++)
                        {
                            for (var k = 0; k < 16; k++)
                            {
                                var (row, column) = ((2 * y) - 1 + (k / 4), (2 * x) - 1 + (k % 4));
                                if (row < 0 || column < 0 || row >= at || column >= at) continue;
                                sum += filters[(((f * from) + c) * 16) + k] * current[(((c * at) + row) * at) + column];
                            }
                        }

                        result[(((f * smaller) + y) * smaller) + x] = Leaky(sum);
                    }
                }
            }

            (from, at, current) = (to, smaller, result);
        }

        var hidden = Full(current, features, Leaky);
        return (Full(hidden, classes, sum => sum), hidden);

        double[] Full(double[] input, int outputs, Func<double, double> activation)
        {
            var (weights, bias) = (Take(input.Length * outputs), Take(outputs));
            var result = new double[outputs];
            for (var o = 0; o < outputs; o++)
            {
                var sum = (double)bias[o];
                for (var i = 0; i < input.Length; i++)
                    sum += input[i] * weights[(i * outputs) + o];
                result[o] = activation(sum);
            }

            return result;
        }

        float[] Take(int count) => parameters[next..(next += count)];

        static double Leaky(double sum) => sum > 0 ? sum : 0.2 * sum;
    }
}
