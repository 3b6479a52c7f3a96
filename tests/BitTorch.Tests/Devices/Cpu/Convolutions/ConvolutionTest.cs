using BitTorch.Devices.Cpu.Convolutions;
using BitTorch.Devices.Cpu.Lanes;

namespace BitTorch.Tests.Devices.Cpu.Convolutions;

/// <summary>
/// The oracle is the definition of each kernel's order of summation: nested loops and one scalar fused multiply-add per term.
/// </summary>
internal sealed unsafe class ConvolutionTest
{
    private delegate void Forward(in ConvolutionShape shape, float* x, float* weights, float* bias, float* y);

    private delegate void Weights(in ConvolutionShape shape, float* x, float* y, float* weights);

    private static readonly TestCaseData[] Forwards =
    [
        Width<Forward>("512", ForwardConvolution.Run<Lanes512>),
        Width<Forward>("256", ForwardConvolution.Run<Lanes256>),
        Width<Forward>("128", ForwardConvolution.Run<Lanes128>),
        Width<Forward>("1", ForwardConvolution.Run<Lanes1>),
        Width<Forward>("ThisMachine", ForwardConvolution.Run),
        Width<Forward>("2Threads", (in shape, x, weights, bias, y) => ThreadedConvolution.Convolve(2, in shape, x, weights, bias, y)),
        Width<Forward>("7Threads", (in shape, x, weights, bias, y) => ThreadedConvolution.Convolve(7, in shape, x, weights, bias, y)),
    ];

    private static readonly TestCaseData[] InputGradients =
    [
        Width<Forward>("512", InputGradient.Run<Lanes512>),
        Width<Forward>("256", InputGradient.Run<Lanes256>),
        Width<Forward>("128", InputGradient.Run<Lanes128>),
        Width<Forward>("1", InputGradient.Run<Lanes1>),
        Width<Forward>("ThisMachine", InputGradient.Run),
        Width<Forward>("2Threads", (in shape, y, weights, bias, x) => ThreadedConvolution.ConvolveBack(2, in shape, y, weights, bias, x)),
        Width<Forward>("7Threads", (in shape, y, weights, bias, x) => ThreadedConvolution.ConvolveBack(7, in shape, y, weights, bias, x)),
    ];

    private static readonly TestCaseData[] WeightGradients =
    [
        Width<Weights>("512", WeightGradient.Run<Lanes512>),
        Width<Weights>("256", WeightGradient.Run<Lanes256>),
        Width<Weights>("128", WeightGradient.Run<Lanes128>),
        Width<Weights>("1", WeightGradient.Run<Lanes1>),
        Width<Weights>("ThisMachine", WeightGradient.Run),
        Width<Weights>("2Threads", (in shape, x, y, weights) => ThreadedConvolution.WeightGradientOf(2, in shape, x, y, weights)),
        Width<Weights>("7Threads", (in shape, x, y, weights) => ThreadedConvolution.WeightGradientOf(7, in shape, x, y, weights)),
    ];

    [OneTimeSetUp]
    public void HireHelpers() => set_num_threads(7);

    [OneTimeTearDown]
    public void DismissThem() => set_num_threads(1);

    [TestCaseSource(nameof(Forwards))]
    public void Forward_OfManyShapes_EqualsScalarChainBitForBit(Delegate run)
    {
        foreach (var (shape, random) in Shapes())
        {
            using var x = Filled(random, XCount(shape));
            using var weights = Filled(random, WeightCount(shape));
            using var bias = Filled(random, shape.Filters);
            using var actual = new GuardedBuffer(YCount(shape));
            var hasBias = random.Next(2) == 0;
            var expected = new float[YCount(shape)];
            ForEachOutput(shape, (n, f, i, j, index) =>
            {
                var sum = 0f;
                ForEachTap(shape, (c, a, b, tap) =>
                {
                    var weight = weights.Span[(f * shape.Taps) + tap];
                    sum = MathF.FusedMultiplyAdd(weight, Pixel(shape, x.Span, n, c, i, j, a, b), sum);
                });
                expected[index] = hasBias ? sum + bias.Span[f] : sum;
            });

            ((Forward)run)(in shape, x.Pointer, weights.Pointer, hasBias ? bias.Pointer : null, actual.Pointer);

            SameBits.Assert(actual.Span, expected, shape.ToString());
            actual.AssertFrontUntouched();
        }
    }

    [TestCaseSource(nameof(InputGradients))]
    public void InputGradient_OfManyShapes_EqualsChainsOverFiltersAddedTapByTapBitForBit(Delegate run)
    {
        foreach (var (shape, random) in Shapes())
        {
            using var y = Filled(random, YCount(shape));
            using var weights = Filled(random, WeightCount(shape));
            using var bias = Filled(random, shape.Channels);
            using var actual = new GuardedBuffer(XCount(shape));
            var hasBias = random.Next(2) == 0;
            var expected = new float[XCount(shape)];
            for (var index = 0; index < expected.Length; index++)
            {
                var (n, c) = (index / shape.Pixels / shape.Channels, index / shape.Pixels % shape.Channels);
                var (row, column) = (index % shape.Pixels / shape.Width, index % shape.Width);
                var sum = 0f;
                for (var a = 0; a < shape.Kernel.Height; a++)
                {
                    for (var b = 0; b < shape.Kernel.Width; b++)
                    {
                        var (i, iRest) = Math.DivRem(row + shape.Padding.Height - a, shape.Stride.Height);
                        var (j, jRest) = Math.DivRem(column + shape.Padding.Width - b, shape.Stride.Width);
                        if (iRest != 0 || jRest != 0 || i < 0 || i >= shape.Outputs.Height || j < 0 || j >= shape.Outputs.Width)
                            continue;
                        var chain = 0f;
                        for (var f = 0; f < shape.Filters; f++)
                        {
                            chain = MathF.FusedMultiplyAdd(
                                weights.Span[(((((f * shape.Channels) + c) * shape.Kernel.Height) + a) * shape.Kernel.Width) + b],
                                y.Span[(((n * shape.Filters) + f) * shape.Positions) + (i * shape.Outputs.Width) + j],
                                chain);
                        }

                        sum += chain;
                    }
                }

                expected[index] = hasBias ? sum + bias.Span[c] : sum;
            }

            ((Forward)run)(in shape, y.Pointer, weights.Pointer, hasBias ? bias.Pointer : null, actual.Pointer);

            SameBits.Assert(actual.Span, expected, shape.ToString());
            actual.AssertFrontUntouched();
        }
    }

    [TestCaseSource(nameof(WeightGradients))]
    public void WeightGradient_OfManyShapes_EqualsScalarChainBitForBit(Delegate run)
    {
        foreach (var (shape, random) in Shapes())
        {
            using var x = Filled(random, XCount(shape));
            using var y = Filled(random, YCount(shape));
            using var actual = new GuardedBuffer(WeightCount(shape));
            var expected = new float[WeightCount(shape)];
            ForEachOutput(shape, (n, f, i, j, index) => ForEachTap(shape, (c, a, b, tap) =>
            {
                ref var sum = ref expected[(f * shape.Taps) + tap];
                sum = MathF.FusedMultiplyAdd(y.Span[index], Pixel(shape, x.Span, n, c, i, j, a, b), sum);
            }));

            ((Weights)run)(in shape, x.Pointer, y.Pointer, actual.Pointer);

            SameBits.Assert(actual.Span, expected, shape.ToString());
            actual.AssertFrontUntouched();
        }
    }

    /// <summary>The shapes of a DCGAN made small, borders of every kind, and random ones.</summary>
    private static IEnumerable<(ConvolutionShape Shape, Lcg Random)> Shapes()
    {
        ConvolutionShape[] chosen =
        [
            new(3, 17, 14, 14, 19, new(4, 4), new(2, 2), new(1, 1)),
            new(5, 1, 28, 28, 9, new(4, 4), new(2, 2), new(1, 1)),
            new(2, 5, 28, 28, 1, new(4, 4), new(2, 2), new(1, 1)),
            new(9, 6, 4, 4, 8, new(4, 4), new(1, 1), new(0, 0)),
            new(2, 20, 5, 5, 3, new(5, 5), new(1, 1), new(2, 2)),
            new(1, 1, 1, 1, 1, new(1, 1), new(1, 1), new(0, 0)),
            new(2, 3, 7, 9, 2, new(1, 2), new(3, 4), new(0, 0)),
            new(2, 5, 9, 8, 2, new(3, 1), new(1, 3), new(4, 0)),
            new(1, 2, 33, 70, 3, new(3, 3), new(1, 2), new(1, 1)),
            new(0, 2, 5, 5, 3, new(3, 3), new(1, 1), new(1, 1)),
            new(2, 0, 5, 5, 3, new(3, 3), new(1, 1), new(1, 1)),
            new(2, 5, 5, 5, 0, new(3, 3), new(1, 1), new(1, 1)),
        ];
        foreach (var shape in chosen)
            yield return (shape, new Lcg(7));

        var random = new Lcg(8);
        for (var i = 0; i < 60; i++)
        {
            var padding = new Extent(random.Next(4), random.Next(4));
            var (height, width) = (1 + random.Next(12), 1 + random.Next(20));
            var kernel = new Extent(
                1 + random.Next(Math.Min(6, height + (2 * padding.Height))), 1 + random.Next(Math.Min(9, width + (2 * padding.Width))));
            var stride = new Extent(1 + random.Next(4), 1 + random.Next(4));
            yield return (
                new(1 + random.Next(4), 1 + random.Next(10), height, width, 1 + random.Next(12), kernel, stride, padding), random);
        }
    }

    private static void ForEachOutput(ConvolutionShape shape, Action<int, int, int, int, int> action)
    {
        for (var index = 0; index < YCount(shape); index++)
        {
            var (image, place) = Math.DivRem(index, shape.Positions);
            action(image / shape.Filters, image % shape.Filters, place / shape.Outputs.Width, place % shape.Outputs.Width, index);
        }
    }

    private static void ForEachTap(ConvolutionShape shape, Action<int, int, int, int> action)
    {
        for (var tap = 0; tap < shape.Taps; tap++)
            action(tap / shape.Kernel.Area, tap % shape.Kernel.Area / shape.Kernel.Width, tap % shape.Kernel.Width, tap);
    }

    private static float Pixel(ConvolutionShape shape, Span<float> x, int n, int c, int i, int j, int a, int b)
    {
        var (row, column) = ((i * shape.Stride.Height) - shape.Padding.Height + a, (j * shape.Stride.Width) - shape.Padding.Width + b);
        return row < 0 || row >= shape.Height || column < 0 || column >= shape.Width
            ? 0
            : x[(((n * shape.Channels) + c) * shape.Pixels) + (row * shape.Width) + column];
    }

    /// <summary>Ordinary numbers with some zeros of both signs and denormals, whose products underflow to -0.</summary>
    private static GuardedBuffer Filled(Lcg random, int count)
    {
        var buffer = new GuardedBuffer(count);
        foreach (ref var element in buffer.Span)
        {
            element = random.Next(12) switch
            {
                0 => -0f,
                1 => 1e-30f * random.NextFloat(),
                2 => 1e-38f * random.NextFloat(),
                _ => random.NextFloat(),
            };
        }

        return buffer;
    }

    private static int XCount(ConvolutionShape shape) => shape.Images * shape.Channels * shape.Pixels;

    private static int YCount(ConvolutionShape shape) => shape.Images * shape.Filters * shape.Positions;

    private static int WeightCount(ConvolutionShape shape) => shape.Filters * shape.Taps;

    private static TestCaseData Width<T>(string name, T run)
        where T : Delegate => new TestCaseData(run).SetArgDisplayNames(name);
}
