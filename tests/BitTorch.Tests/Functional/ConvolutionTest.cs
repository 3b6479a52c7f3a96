namespace BitTorch.Tests.Functional;

/// <summary>
/// Convolutions against their definition as products with unfolded images: the same chains, so the same bits. Errors are approved texts.
/// </summary>
public sealed class ConvolutionTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [TestCase(3, 64, 14, 128, 4, 2, 1)]
    [TestCase(4, 1, 28, 64, 4, 2, 1)]
    [TestCase(2, 5, 9, 7, 3, 1, 1)]
    [TestCase(2, 5, 9, 7, 5, 3, 2)]
    public void Convolution_EqualsProductWithUnfoldedImagesBitForBit(
        int images, int channels, int size, int filters, int kernel, int stride, int padding)
    {
        var random = new Lcg(1);
        var (x, w) = (Filled(random, images, channels, size, size), Filled(random, filters, channels, kernel, kernel));

        var convolved = nn.functional.conv2d(x, w, null, [stride], [padding]);
        var columns = nn.functional.unfold(x, (kernel, kernel), padding: (padding, padding), stride: (stride, stride));
        var product = w.reshape(1, filters, -1).expand(images, filters, channels * kernel * kernel).bmm(columns).reshape(convolved.shape);

        SameBits.Assert(Values(convolved), Values(product), "conv2d");
    }

    [TestCase(3, 128, 7, 64, 4, 2, 1)]
    [TestCase(4, 64, 14, 1, 4, 2, 1)]
    [TestCase(2, 5, 9, 7, 3, 1, 1)]
    [TestCase(2, 5, 4, 7, 5, 3, 2)]
    public void TransposedConvolution_EqualsFoldedProductBitForBit(
        int images, int channels, int size, int filters, int kernel, int stride, int padding)
    {
        var random = new Lcg(2);
        var (x, w) = (Filled(random, images, channels, size, size), Filled(random, channels, filters, kernel, kernel));

        var convolved = nn.functional.conv_transpose2d(x, w, null, [stride], [padding]);
        var columns = w.reshape(1, channels, -1).transpose(1, 2).expand(images, filters * kernel * kernel, channels).bmm(x.flatten(2));
        var folded = nn.functional.fold(
            columns, (convolved.shape[2], convolved.shape[3]), (kernel, kernel), padding: (padding, padding), stride: (stride, stride));

        SameBits.Assert(Values(convolved), Values(folded), "conv_transpose2d");
    }

    // Unequal rows and columns everywhere; the inputs are views that do not lie row by row.
    [Test]
    public void Gradients_OfBothOrders_EqualThoseOfUnfoldAndProduct()
    {
        var random = new Lcg(3);
        var x = Filled(random, 9, 7, 2, 3).permute(2, 3, 1, 0).requires_grad_();
        var w = Filled(random, 3, 2, 4, 3).permute(2, 0, 1, 3).requires_grad_();
        var bias = Filled(random, 4).requires_grad_();

        Tensor Direct() => nn.functional.conv2d(x, w, bias, [2, 1], [1, 0]);
        Tensor Composed() => w.reshape(1, 4, 18).expand(2, 4, 18)
            .bmm(nn.functional.unfold(x, (2, 3), padding: (1, 0), stride: (2, 1)))
            .add(bias.reshape(1, 4, 1)).reshape(2, 4, 4, 7);
        Tensor[] All(Tensor y)
        {
            var first = autograd.grad([y.mul(y).mul(y).sum()], [x, w, bias], retain_graph: true, create_graph: true);
            var second = autograd.grad([first.Aggregate(tensor(0f), (sum, gradient) => sum + gradient.mul(gradient).sum())], [x, w, bias]);
            return [y, .. first, .. second];
        }

        foreach (var (actual, expected) in All(Direct()).Zip(All(Composed())))
            Assert.That(Values(actual), Is.EqualTo(Values(expected)).Within(1e-4f * Values(expected).Max(Math.Abs)));
    }

    [Test]
    public void TransposedConvolution_WithOutputPadding_HasMoreRowsAtTheEnd()
    {
        var random = new Lcg(4);
        var (x, w, bias) = (Filled(random, 1, 2, 3, 3), Filled(random, 2, 5, 3, 3), Filled(random, 5));

        var larger = nn.functional.conv_transpose2d(x, w, bias, [2], [1], output_padding: [1]);
        var plain = nn.functional.conv_transpose2d(x, w, bias, [2], [1]);

        Assert.That(larger.shape, Is.EqualTo((long[])[1, 5, 6, 6]));
        SameBits.Assert(Values(larger.narrow(2, 0, 5).narrow(3, 0, 5)), Values(plain), "without the last row and column");
    }

    // A filter on a single pixel: any stride gives the one output, and a transposed one only the bias elsewhere.
    [Test]
    public void Convolution_WithStrideBeyondTheImage_HasOneOutput()
    {
        var y = nn.functional.conv2d(ones([1, 1, 2, 2]), ones([1, 1, 2, 2]), null, [int.MaxValue]);
        var x = nn.functional.conv_transpose2d(ones([1, 1, 2, 2]), ones([1, 1, 1, 1]), tensor([5f], [1]), [3]);

        Assert.That(Values(y), Is.EqualTo((float[])[4]));
        Assert.That(Values(x), Is.EqualTo((float[])[6, 5, 5, 6, 5, 5, 5, 5, 5, 5, 5, 5, 6, 5, 5, 6]));
    }

    [Test]
    public void Convolution_OfNothing_IsEmptyAndItsWeightGradientZero()
    {
        var w = ones([3, 2, 2, 2]).requires_grad_();

        var y = nn.functional.conv2d(ones([0, 2, 4, 4]), w);

        Assert.That(y.shape, Is.EqualTo((long[])[0, 3, 3, 3]));
        Assert.That(Values(autograd.grad([y.sum()], [w])[0]), Is.All.Zero);
    }

    [Test]
    public void Arguments_ThatDoNotFit_AreRefusedWithShapesAndRule()
    {
        var (x, w) = (ones([2, 3, 5, 5]), ones([4, 3, 3, 3]));

        Assert.Multiple(() =>
        {
            Refused(
                () => nn.functional.conv2d(x, ones([4, 2, 3, 3])),
                "conv2d: input [2, 3, 5, 5], weight [4, 2, 3, 3] and bias null do not fit; "
                + "they must be [N, C, H, W], [F, C, kH, kW] and [F].");
            Refused(() => nn.functional.conv2d(x, w, ones([3])), "conv2d: input [2, 3, 5, 5], weight [4, 3, 3, 3] and bias [3] do not fit");
            Refused(() => nn.functional.conv2d(ones([3, 5, 5]), w), "4-, 4- and 1-dimensional");
            Refused(
                () => nn.functional.conv2d(x, ones([4, 3, 6, 3])),
                "conv2d: a filter of [6, 3] does not fit images of [5, 5] with padding [0, 0]; both must have pixels.");
            Refused(() => nn.functional.conv2d(x, w, null, [0]), "conv2d: stride [0] must be 1 or more.");
            Refused(
                () => nn.functional.conv2d(x, w, null, [1, 2, 3]), "conv2d: stride [1, 2, 3] must be one number or two, (rows, columns).");
            Refused(() => nn.functional.conv_transpose2d(x, ones([4, 3, 3, 3])), "[C, F, kH, kW]");
            Refused(
                () => nn.functional.conv_transpose2d(x, ones([3, 3, 3, 3]), output_padding: [1]),
                "output_padding (1, 1) must be below the stride (1, 1)");
            Refused(() => nn.functional.conv_transpose2d(ones([1, 1, 1, 1]), ones([1, 1, 1, 1]), padding: [1]), "both must have pixels");
            Refused(
                () => nn.functional.fold(ones([2, 10, 9]), (6, 6), (3, 3)),
                "fold: the input has shape [2, 10, 9]; it must be [N, C kH kW, places] for a filter of (3, 3).");
            Refused(() => nn.functional.fold(ones([2, 9, 9]), (6, 6), (3, 3)), "images of (6, 6) have 16 places for this filter");
            Refused(() => nn.functional.unfold(ones([3, 5, 5]), (3, 3)), "it must be [N, C, H, W]");
            Assert.That(() => nn.functional.conv2d(x, w, dilation: [2]), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => nn.functional.conv2d(x, w, groups: 3), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => nn.functional.conv2d(x, w, padding: [int.MaxValue]), Throws.TypeOf<OverflowException>());
            Assert.That(() => nn.functional.conv2d(x, w, padding: [1L << 40]), Throws.TypeOf<OverflowException>());
        });
    }

    private static void Refused(Func<Tensor> operation, string message) =>
        Assert.That(() => operation(), Throws.ArgumentException.With.Message.Contains(message));

    private static Tensor Filled(Lcg random, params long[] shape) =>
        tensor([.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.NextFloat())], shape);

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
