using System.Runtime.Intrinsics;
using GanBench.Numerics;
using GanBench.Randomness;

namespace GanBench.Tests.Numerics;

[TestFixture]
public sealed class SquaredDistancesTest
{
    // The definition, one number at a time: every width must give these bits. 37 samples leave 27 empty lanes in the second panel.
    [TestCase(1), TestCase(2), TestCase(7), TestCase(64)]
    public void Block_AtEveryWidth_HasTheBitsOfTheScalarDefinition(int axes)
    {
        var (left, right) = (Draw("left", 37, axes), Draw("right", 37, axes));
        var (rows, columns) = (Panels.InOrder(left), Panels.InOrder(right));
        var block = new float[SquaredDistances.BlockSize];
        for (var width = 0; width < 4; width++)
        {
            foreach (var (rowPanel, columnPanel) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
            {
                Array.Fill(block, -1);
                Fill(width, rows.Panel(rowPanel), columns.Panel(columnPanel), block);
                for (var i = 0; i < block.Length; i++)
                {
                    var (row, column) = ((rowPanel * 32) + (i / 32), (columnPanel * 32) + (i % 32));
                    if (row < 37 && column < 37)
                        Assert.That(Bits(block[i]), Is.EqualTo(Bits(Scalar(left[row], right[column]))), $"{width}, {row}, {column}");
                    else
                        Assert.That(block[i], Is.NaN.Or.EqualTo(float.PositiveInfinity), $"{width}, {row}, {column}");
                }
            }
        }
    }

    [Test]
    public void Distance_OutsideABlock_HasTheSameBits()
    {
        var (left, right) = (Draw("left", 1, 19), Draw("right", 1, 19));

        Assert.That(Bits(SquaredDistances.Between(left[0], right[0])), Is.EqualTo(Bits(Scalar(left[0], right[0]))));
        Assert.That(Bits(SquaredDistances.Between(right[0], left[0])), Is.EqualTo(Bits(Scalar(left[0], right[0]))));
    }

    [Test]
    public void Distance_OfAPair_IsTheSameInBothDirectionsAndZeroToItself()
    {
        var panels = Panels.InOrder(Draw("x", 32, 19));
        var block = new float[SquaredDistances.BlockSize];

        SquaredDistances.Block(panels.Panel(0), panels.Panel(0), block);

        for (var row = 0; row < 32; row++)
        {
            Assert.That(block[(row * 32) + row], Is.Zero);
            for (var column = 0; column < 32; column++)
                Assert.That(Bits(block[(row * 32) + column]), Is.EqualTo(Bits(block[(column * 32) + row])));
        }
    }

    // The bound of the remarks: (d + 4) ulp halves against the sum in double, which is exact to 1e-15.
    [Test]
    public void Distance_InManyDimensions_StaysWithinTheErrorBound()
    {
        const int Axes = 128;
        var (left, right) = (Draw("left", 32, Axes), Draw("right", 32, Axes));
        var block = new float[SquaredDistances.BlockSize];

        SquaredDistances.Block(Panels.InOrder(left).Panel(0), Panels.InOrder(right).Panel(0), block);

        for (var i = 0; i < block.Length; i++)
        {
            var exact = 0.0;
            for (var axis = 0; axis < Axes; axis++)
            {
                var difference = (double)left[i / 32][axis] - right[i % 32][axis];
                exact += difference * difference;
            }

            Assert.That(block[i], Is.EqualTo(exact).Within((Axes + 4) * exact / (1 << 24)));
        }
    }

    private static void Fill(int width, ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, Span<float> block)
    {
        switch (width)
        {
            case 0: SquaredDistances.Fill<Vector512<float>, FloatLanes512>(rows, columns, block); break;
            case 1: SquaredDistances.Fill<Vector256<float>, FloatLanes256>(rows, columns, block); break;
            case 2: SquaredDistances.Fill<Vector128<float>, FloatLanes128>(rows, columns, block); break;
            default: SquaredDistances.Block(rows, columns, block); break;
        }
    }

    private static float Scalar(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0f;
        for (var axis = 0; axis < left.Length; axis++)
        {
            var difference = right[axis] - left[axis];
            sum = MathF.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static Samples Draw(string name, int count, int dimension)
    {
        var values = new float[count * dimension];
        SeedStream.FromSeed(0).Derive(name).Normal(0, values);
        return new(values, dimension);
    }
}
