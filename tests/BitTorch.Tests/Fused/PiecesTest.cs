using BitTorch.Fused;

namespace BitTorch.Tests.Fused;

/// <summary>Pieces of flat numbers against the split and the views that they stand for.</summary>
internal sealed class PiecesTest
{
    private static readonly long[][] Shapes = [[3, 4], [1, 4], [], [5], [2, 0], [2, 1, 3]];

    private static readonly int[] Lengths = [12, 4, 1, 5, 0, 6];

    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [Test]
    public void Views_OfRowsInAnyLayout_ShowWhatASplitShows([Values(0, 1, 3)] int rows)
    {
        var (contiguous, transposed) = (Draw(new Lcg(51), rows, 28), Draw(new Lcg(52), 28, rows).transpose(0, 1));
        foreach (var flat in new[] { contiguous, transposed, Draw(new Lcg(53), rows, 30).narrow(1, 1, 28) })
        {
            var (actual, expected) = (Pieces.Of(flat, Shapes, Lengths), Split(flat.contiguous()));
            for (var i = 0; i < Shapes.Length; i++)
                AssertSame(actual[i], expected[i], $"piece {i}");
        }
    }

    [Test]
    public void Views_OfOneTensor_ShareItsMemory()
    {
        var flat = zeros([2, 28]);

        Pieces.Of(flat, Shapes, Lengths)[3].copy_(tensor(7f));

        Assert.That(flat.sum().item<float>(), Is.EqualTo(70), "five numbers in each of two rows");
    }

    // Piece 2 and, of the last one, a part are left out: their gradients are zeros. Others are strided, repeated or used twice.
    [Test]
    public void Gradients_OfSomePieces_EqualThoseOfASplit([Values(1, 3)] int rows, [Values] bool differentiableAgain)
    {
        var flat = Draw(new Lcg(54), rows, 28).requires_grad_();

        var (actual, expected) = (Gradient(Pieces.Of(flat, Shapes, Lengths)), Gradient(Split(flat)));

        AssertSame(actual, expected, "gradient");

        Tensor Gradient(Tensor[] pieces)
        {
            var loss = pieces[0].transpose(1, 2).square().sum() + pieces[1].sum() + (pieces[3] * pieces[3]).sum()
                + pieces[5].narrow(3, 1, 1).square().sum()
                + pieces[0].bmm(pieces[1].transpose(1, 2)).square().sum();
            var slope = autograd.grad([loss], [flat], retain_graph: differentiableAgain, create_graph: differentiableAgain)[0];
            return differentiableAgain ? autograd.grad([slope.square().sum()], [flat])[0] : slope;
        }
    }

    [Test]
    public void Pieces_ThatDoNotFillTheRows_ThrowWithTheName()
    {
        Assert.That(() => Pieces.Of(zeros([2, 29]), Shapes, Lengths), Throws.ArgumentException.With.Message.EqualTo(
            "pieces: arrays of 28 numbers in all do not lie in shape [2, 29]; it must be [R, 28]. (Parameter 'flat')"));
        Assert.That(() => Pieces.Of(zeros([28]), Shapes, Lengths), Throws.ArgumentException.With.Message.StartsWith("pieces: "));
    }

    private static Tensor[] Split(Tensor flat) =>
    [
        .. flat.split([.. Lengths.Select(length => (long)length)], dim: 1)
            .Select((piece, i) => piece.reshape([flat.size(0), .. Shapes[i]])),
    ];

    private static Tensor Draw(Lcg random, int rows, int columns) =>
        tensor([.. Enumerable.Range(0, rows * columns).Select(_ => random.NextFloat())], [rows, columns]);

    private static void AssertSame(Tensor actual, Tensor expected, string situation)
    {
        Assert.That(actual.shape, Is.EqualTo(expected.shape), situation);
        SameBits.Assert(actual.data<float>().ToArray(), expected.data<float>().ToArray(), situation);
    }
}
