using BitTorch.Devices.Cpu.Lanes;
using BitTorch.Devices.Cpu.Products;

namespace BitTorch.Tests.Devices.Cpu.Products;

/// <summary>The oracle is the definition: three loops and one scalar fused multiply-add per term, the addend last.</summary>
internal sealed unsafe class MatrixProductTest
{
    private static readonly int[] Sizes = [1, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 40, 47, 63, 64, 65, 70];

    private delegate void Multiply(in ProductShape shape, float* a, float* b, float* c, float* addend);

    private static readonly TestCaseData[] Widths =
    [
        Width("512", MatrixProduct.Multiply<Lanes512>),
        Width("256", MatrixProduct.Multiply<Lanes256>),
        Width("128", MatrixProduct.Multiply<Lanes128>),
        Width("1", MatrixProduct.Multiply<Lanes1>),
        Width("ThisMachine", MatrixProduct.Multiply),
        Width("2Threads", (in shape, a, b, c, addend) => ThreadedProduct.Multiply(2, in shape, a, b, c, addend)),
        Width("7Threads", (in shape, a, b, c, addend) => ThreadedProduct.Multiply(7, in shape, a, b, c, addend)),
    ];

    [OneTimeSetUp]
    public void HireHelpers() => set_num_threads(7);

    [OneTimeTearDown]
    public void DismissThem() => set_num_threads(1);

    [TestCaseSource(nameof(Widths))]
    public void Product_OfRandomShapesAndLayouts_EqualsScalarChainBitForBit(Delegate multiply)
    {
        var random = new Lcg(1);
        for (var i = 0; i < 300; i++)
        {
            var (rows, columns, depth) = (random.Pick(Sizes), random.Pick(Sizes), random.Pick(Sizes));
            var (a, b) = (Layout(random, rows, depth), Layout(random, depth, columns));
            Check((Multiply)multiply, random, random.Pick(1, 1, 2, 3), rows, columns, depth, a, b, random.NextFloat);
        }
    }

    [TestCaseSource(nameof(Widths))]
    public void Product_OfDepthAboveOneBlock_EqualsScalarChainBitForBit(Delegate multiply)
    {
        var random = new Lcg(2);
        foreach (var depth in new[] { 255, 256, 257, 511, 513, 784, 1025 })
        {
            var (rows, columns) = (random.Pick(1, 2, 7, 17, 33), random.Pick(1, 2, 16, 33, 70));
            var (a, b) = (Layout(random, rows, depth), Layout(random, depth, columns));
            Check((Multiply)multiply, random, random.Pick(1, 2), rows, columns, depth, a, b, random.NextFloat);
        }
    }

    // More rows than a block, more columns than a block, and a transposed A whose k lie far apart and are copied together.
    [TestCaseSource(nameof(Widths))]
    public void Product_OfMoreThanOneBlockOfRowsAndColumns_EqualsScalarChainBitForBit(Delegate multiply)
    {
        var random = new Lcg(11);
        (int, int, int)[] sizes = [(513, 70, 9), (1100, 33, 5), (40, 300, 9), (530, 290, 3), (3, 257, 300), (13, 70, 261)];
        foreach (var (rows, columns, depth) in sizes)
        {
            var wide = new MatrixStrides(depth * 1200, 1, 1200);
            foreach (var a in new[] { Layout(random, rows, depth), Layout(random, rows, depth), wide })
            {
                var b = Layout(random, depth, columns);
                Check((Multiply)multiply, random, random.Pick(1, 2), rows, columns, depth, a, b, random.NextFloat);
            }
        }
    }

    [TestCaseSource(nameof(Widths))]
    public void Product_OfEverySmallSize_EqualsScalarChainBitForBit(Delegate multiply)
    {
        var random = new Lcg(3);
        for (var rows = 0; rows < 20; rows++)
        {
            for (var columns = 0; columns < 36; columns++)
            {
                var depth = random.Next(4);
                var (a, b) = (Layout(random, rows, depth), Layout(random, depth, columns));
                Check((Multiply)multiply, random, 1, rows, columns, depth, a, b, random.NextFloat);
            }
        }
    }

    [TestCaseSource(nameof(Widths))]
    public void Product_OfAnyFloats_EqualsScalarChainBitForBit(Delegate multiply)
    {
        var random = new Lcg(4);
        float Nasty() => random.Next(40) switch
        {
            0 => float.NaN,
            1 => float.PositiveInfinity,
            2 => float.NegativeInfinity,
            < 8 => -0f,
            < 14 => float.Epsilon * random.Next(1000),
            < 20 => 1e-30f * random.NextFloat(),
            < 26 => 1e30f * random.NextFloat(),
            _ => random.NextFloat(),
        };
        for (var i = 0; i < 60; i++)
        {
            var (rows, columns, depth) = (random.Pick(Sizes), random.Pick(Sizes), random.Pick(1, 2, 5, 17));
            var (a, b) = (Layout(random, rows, depth), Layout(random, depth, columns));
            Check((Multiply)multiply, random, random.Pick(1, 2), rows, columns, depth, a, b, Nasty);
        }
    }

    // (-0) fma-ed onto +0 is +0, so an empty sum and a sum of negative zeros are both +0; adding -0 keeps that.
    [TestCaseSource(nameof(Widths))]
    public void Product_OfDepthZero_IsPositiveZeroPlusAddend(Delegate multiply)
    {
        var shape = ProductShape.Into(1, 2, 3, 0, MatrixStrides.Contiguous(2, 0), MatrixStrides.Contiguous(0, 3));
        using var addend = new GuardedBuffer([1f, -0f, float.NaN]);
        using var c = new GuardedBuffer(6);

        ((Multiply)multiply)(in shape, null, null, c.Pointer, addend.Pointer);

        SameBits.Assert(c.Span, [1f, 0f, float.NaN, 1f, 0f, float.NaN], "depth 0");
    }

    // A sum that only one order gives: 1e8 + 1 - 1e8 is 0 in order, and 1 in any other.
    [TestCaseSource(nameof(Widths))]
    public void Product_OfCancellingTerms_AddsInOrder(Delegate multiply)
    {
        var shape = ProductShape.Into(1, 1, 1, 3, MatrixStrides.Contiguous(1, 3), MatrixStrides.Contiguous(3, 1));
        using var a = new GuardedBuffer([1e8f, 1f, -1e8f]);
        using var b = new GuardedBuffer([1f, 1f, 1f]);
        using var c = new GuardedBuffer(1);

        ((Multiply)multiply)(in shape, a.Pointer, b.Pointer, c.Pointer, null);

        Assert.That(c.Span[0], Is.Zero);
    }

    private static TestCaseData Width(string name, Multiply multiply) => new TestCaseData(multiply).SetArgDisplayNames(name);

    // Working memory is per thread: products that run at the same time must not see each other's.
    [Test]
    public void Product_OnManyThreadsAtOnce_EqualsScalarChainBitForBit() => Parallel.For(0, 32, i =>
    {
        var random = new Lcg((ulong)(100 + i));
        for (var repeat = 0; repeat < 10; repeat++)
        {
            var (rows, columns, depth) = (random.Pick(Sizes), random.Pick(Sizes), random.Pick(Sizes));
            var (a, b) = (Layout(random, rows, depth), Layout(random, depth, columns));
            Check(MatrixProduct.Multiply, random, 1, rows, columns, depth, a, b, random.NextFloat);
        }
    });

    /// <summary>Row-major, transposed, with padded rows, or with gaps everywhere; sometimes shared by the batch.</summary>
    private static MatrixStrides Layout(Lcg random, int rows, int columns)
    {
        var strides = random.Next(5) switch
        {
            0 => MatrixStrides.Contiguous(rows, columns),
            1 => MatrixStrides.Contiguous(columns, rows).Transposed,
            2 => new MatrixStrides(rows * (columns + 3), columns + 3, 1),
            3 => new MatrixStrides(columns * (rows + 5), 1, rows + 5),
            _ => new MatrixStrides(2 * rows * columns * 3, columns * 3 * 2, 3),
        };
        return random.Next(3) == 0 ? strides with { Batch = 0 } : strides;
    }

    private static int Extent(int batches, int rows, int columns, MatrixStrides strides) =>
        batches * rows * columns == 0
            ? 0
            : (int)(((batches - 1) * strides.Batch) + ((rows - 1) * strides.Row) + ((columns - 1) * strides.Column) + 1);

    // The oracle is a pass over the complete product: leaky with slope 0 gives -0 and NaN where the rectifier gives +0.
    [TestCaseSource(nameof(Widths))]
    public void Product_ThatIsRectified_EqualsAPassOverTheProductBitForBit(Delegate multiply)
    {
        var random = new Lcg(12);
        float Nasty() => random.Next(12) switch { 0 => float.NegativeInfinity, 1 => -0f, 2 => float.NaN, _ => random.NextFloat() };
        for (var i = 0; i < 200; i++)
        {
            var (rows, columns, depth) = (random.Pick(Sizes), random.Pick(Sizes), random.Pick(0, 1, 2, 17, 64, 257, 600));
            var (a, b) = (Layout(random, rows, depth), Layout(random, depth, columns));
            var rectification = new Rectification(
                random.Pick(RectificationKind.None, RectificationKind.Rectifier, RectificationKind.LeakyRectifier),
                random.Pick(0.2f, 0f, 1f));
            Check(
                (Multiply)multiply,
                random,
                random.Pick(1, 2),
                rows,
                columns,
                depth,
                a,
                b,
                i % 3 == 0 ? Nasty : random.NextFloat,
                rectification);
        }
    }

    private static float Rectified(Rectification rectification, float x) => rectification.Kind switch
    {
        RectificationKind.Rectifier => x <= 0 ? 0 : x,
        RectificationKind.LeakyRectifier => x <= 0 ? x * rectification.Slope : x,
        _ => x,
    };

    private static void Check(
        Multiply multiply,
        Lcg random,
        int batches,
        int rows,
        int columns,
        int depth,
        MatrixStrides a,
        MatrixStrides b,
        Func<float> value,
        Rectification rectification = default)
    {
        var resultRow = columns + random.Pick(0, 0, 3);
        var addendRow = random.Pick(0, columns, columns + 1);
        var shape = new ProductShape(
            batches, rows, columns, depth, a, b,
            (rows * resultRow) + random.Pick(0, 2), resultRow, random.Pick(0, rows * addendRow), addendRow, rectification);
        var result = new MatrixStrides(shape.ResultBatch, resultRow, 1);
        var addendStrides = new MatrixStrides(shape.AddendBatch, addendRow, 1);

        using var aMemory = new GuardedBuffer(Extent(batches, rows, depth, a));
        using var bMemory = new GuardedBuffer(Extent(batches, depth, columns, b));
        using var addend = new GuardedBuffer(Extent(batches, rows, columns, addendStrides));
        using var actual = new GuardedBuffer(Extent(batches, rows, columns, result));
        foreach (var buffer in new[] { aMemory, bMemory, addend })
        {
            foreach (ref var element in buffer.Span)
                element = value();
        }

        var hasAddend = random.Next(2) == 0;
        actual.Span.Fill(12345f);
        var expected = actual.Span.ToArray();
        ByDefinition(shape, aMemory.Span, bMemory.Span, hasAddend ? addend.Span : default, expected);

        multiply(in shape, aMemory.Pointer, bMemory.Pointer, actual.Pointer, hasAddend ? addend.Pointer : null);

        SameBits.Assert(actual.Span, expected, shape.ToString());
        actual.AssertFrontUntouched();
    }

    private static void ByDefinition(ProductShape shape, Span<float> a, Span<float> b, Span<float> addend, Span<float> c)
    {
        for (var batch = 0; batch < shape.Batches; batch++)
        {
            for (var m = 0; m < shape.Rows; m++)
            {
                for (var n = 0; n < shape.Columns; n++)
                {
                    var sum = 0f;
                    for (var k = 0; k < shape.Depth; k++)
                    {
                        sum = MathF.FusedMultiplyAdd(
                            a[(int)((batch * shape.A.Batch) + (m * shape.A.Row) + (k * shape.A.Column))],
                            b[(int)((batch * shape.B.Batch) + (k * shape.B.Row) + (n * shape.B.Column))],
                            sum);
                    }

                    if (addend.Length > 0)
                        sum += addend[(int)((batch * shape.AddendBatch) + (m * shape.AddendRow) + n)];
                    c[(int)((batch * shape.ResultBatch) + (m * shape.ResultRow) + n)] = Rectified(shape.Rectification, sum);
                }
            }
        }
    }
}
