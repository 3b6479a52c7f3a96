namespace BitTorch.Tests.Operations;

/// <summary>
/// Products that see one operand transposed, against a transposed view and a product: the same bits, three derivatives deep.
/// </summary>
internal sealed class TransposedProductsTest
{
    private DisposeScope scope = null!;

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [TestCase(1, 5, 3, 7), TestCase(3, 33, 17, 2), TestCase(3, 2, 1, 40), TestCase(2, 1, 300, 1), TestCase(1, 4, 0, 3)]
    public void TimesTransposed_AndItsDerivatives_EqualAViewAndAProduct(int replicas, int rows, int depth, int columns) => Compare(
        Draw(new Lcg(61), replicas, rows, depth),
        Draw(new Lcg(62), replicas, columns, depth),
        (a, b) => a.TimesTransposed(b),
        (a, b) => a.bmm(b.transpose(1, 2)));

    [TestCase(1, 5, 3, 7), TestCase(3, 33, 17, 2), TestCase(3, 2, 1, 40), TestCase(2, 1, 300, 1), TestCase(1, 4, 0, 3)]
    public void TransposedTimes_AndItsDerivatives_EqualAViewAndAProduct(int replicas, int rows, int depth, int columns) => Compare(
        Draw(new Lcg(63), replicas, depth, rows),
        Draw(new Lcg(64), replicas, depth, columns),
        (a, b) => a.TransposedTimes(b),
        (a, b) => a.transpose(1, 2).bmm(b));

    [Test]
    public void Products_OfStridedAndRepeatedOperands_EqualAViewAndAProduct()
    {
        var repeated = Draw(new Lcg(65), 1, 6, 9).expand(3, 6, 9);
        var strided = Draw(new Lcg(66), 3, 9, 11).transpose(1, 2).narrow(1, 2, 8);

        Compare(repeated, strided, (a, b) => a.TimesTransposed(b), (a, b) => a.bmm(b.transpose(1, 2)));
        Compare(repeated.transpose(1, 2), strided.transpose(1, 2), (a, b) => a.TransposedTimes(b), (a, b) => a.transpose(1, 2).bmm(b));
    }

    private static void Compare(Tensor a, Tensor b, Func<Tensor, Tensor, Tensor> actual, Func<Tensor, Tensor, Tensor> expected)
    {
        var (first, second) = (Derivatives(actual), Derivatives(expected));
        for (var i = 0; i < first.Count; i++)
            SameBits.Assert(
                first[i].data<float>().ToArray(), second[i].data<float>().ToArray(), $"tensor {i}: the value, then two of each derivative");

        List<Tensor> Derivatives(Func<Tensor, Tensor, Tensor> product)
        {
            List<Tensor> all = [product(a, b)];
            var sum = all[0].square().sum();
            for (var order = 0; order < 3; order++)
            {
                all.AddRange(autograd.grad([sum], [a, b], retain_graph: true, create_graph: true));
                sum = all[^1].square().sum() + all[^2].square().sum();
            }

            return all;
        }
    }

    private static Tensor Draw(Lcg random, int replicas, int rows, int columns) =>
        tensor([.. Enumerable.Range(0, replicas * rows * columns).Select(_ => random.NextFloat())], [replicas, rows, columns])
            .requires_grad_();
}
