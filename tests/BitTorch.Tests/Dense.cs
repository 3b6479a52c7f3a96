namespace BitTorch.Tests;

/// <summary>A slow, obvious array of doubles in row-major order, worked on index by index: what tensors are compared with.</summary>
internal sealed record Dense(long[] Shape, double[] Values)
{
    internal int Rank => Shape.Length;

    internal double this[params long[] index] => Values[Position(index)];

    internal static Dense Of(long[] shape, Func<long[], double> value) => new(shape, [.. Indices(shape).Select(value)]);

    /// <summary>
    /// Distinct numbers from 0.2 on in steps of 0.13 (so clear of kinks), shuffled, of either sign unless only positive ones are wanted.
    /// </summary>
    internal static Dense Spread(Lcg random, long[] shape, bool positive = false, double first = 0.21)
    {
        var numbers = Enumerable.Range(0, Indices(shape).Count()).Select(i => (Order: random.NextBits(), Value: first + (0.13 * i)));
        return new(shape, [.. numbers.OrderBy(pair => pair.Order).Select(pair => Signed((float)pair.Value))]);

        double Signed(float value) => positive || random.Next(2) == 0 ? value : -value;
    }

    internal static Dense Read(Tensor tensor) => new(tensor.shape, [.. tensor.data<float>().ToArray().Select(value => (double)value)]);

    internal Tensor ToTensor() => tensor([.. Values.Select(value => (float)value)], Shape);

    /// <summary>All indices of a shape, the last dimension fastest.</summary>
    internal static IEnumerable<long[]> Indices(long[] shape)
    {
        IEnumerable<long[]> indices = [[]];
        foreach (var size in shape)
            indices = indices.SelectMany(front => Enumerable.Range(0, (int)size).Select(i => (long[])[.. front, i]));
        return indices;
    }

    internal Dense Reshape(params long[] shape) => new(shape, Values);

    internal Dense Permute(params int[] order) =>
        Of([.. order.Select(d => Shape[d])], index => this[[.. Enumerable.Range(0, Rank).Select(d => index[Array.IndexOf(order, d)])]]);

    internal Dense Transpose(int a, int b) =>
        Permute([.. Enumerable.Range(0, Rank).Select(d => d == a ? b : d == b ? a : d)]);

    internal Dense Narrow(int dim, long start, long length) =>
        Of(With(Shape, dim, length), index => this[With(index, dim, index[dim] + start)]);

    internal Dense Expand(params long[] shape) =>
        Of(shape, index => this[[.. Shape.Select((size, d) => size == 1 ? 0 : index[d + shape.Length - Rank])]]);

    internal Dense Map(Func<double, double> f) => new(Shape, [.. Values.Select(f)]);

    /// <summary>
    /// The common shape of two operands aligned at the last dimension, or null when a pair of sizes is neither equal nor holds a 1.
    /// </summary>
    internal static long[]? Broadcast(long[] a, long[] b)
    {
        var rank = Math.Max(a.Length, b.Length);
        long[] left = [.. Enumerable.Repeat(1L, rank - a.Length), .. a], right = [.. Enumerable.Repeat(1L, rank - b.Length), .. b];
        return left.Zip(right).All(pair => pair.First == pair.Second || pair.First == 1 || pair.Second == 1)
            ? [.. left.Zip(right, (x, y) => x == 1 ? y : x)]
            : null;
    }

    internal Dense With(Dense other, Func<double, double, double> f)
    {
        var shape = Broadcast(Shape, other.Shape)!;
        return new(shape, [.. Expand(shape).Values.Zip(other.Expand(shape).Values, f)]);
    }

    /// <summary>Turns the numbers along some dimensions, in row-major order, into one number each.</summary>
    internal Dense Reduce(int[] dims, bool keepdim, Func<double[], double> f)
    {
        long[] kept = [.. Shape.Select((size, d) => dims.Contains(d) ? 1 : size)];
        var groups = Indices(kept).ToDictionary(Key, _ => new List<double>());
        foreach (var index in Indices(Shape))
            groups[Key([.. index.Select((i, d) => dims.Contains(d) ? 0 : i)])].Add(this[index]);
        return new(
            keepdim ? kept : [.. Shape.Where((_, d) => !dims.Contains(d))], [.. Indices(kept).Select(index => f([.. groups[Key(index)]]))]);
    }

    internal Dense Sum(params int[] dims) => Reduce(dims, keepdim: false, numbers => numbers.Sum());

    /// <summary>Products of the matrices of two batches.</summary>
    internal Dense Bmm(Dense other) => Of(
        [Shape[0], Shape[1], other.Shape[2]],
        index => Enumerable.Range(0, (int)Shape[2]).Sum(k => this[[index[0], index[1], k]] * other[[index[0], k, index[2]]]));

    internal static Dense Cat(int dim, params Dense[] parts)
    {
        return Of(With(parts[0].Shape, dim, parts.Sum(part => part.Shape[dim])), Find);

        double Find(long[] index)
        {
            var (part, place) = (0, index[dim]);
            for (; place >= parts[part].Shape[dim]; part++)
                place -= parts[part].Shape[dim];
            return parts[part][With(index, dim, place)];
        }
    }

    internal static long[] With(long[] numbers, int place, long value) => [.. numbers[..place], value, .. numbers[(place + 1)..]];

    /// <summary>Looks at a tensor and its reference in another way, the same for both: a random view.</summary>
    internal static (Tensor Tensor, Dense Dense) RandomView(Lcg random, Tensor tensor, Dense dense)
    {
        var rank = dense.Rank;
        if (rank == 0) return (tensor.unsqueeze(0), dense.Reshape(1));
        var d = random.Next(rank);
        switch (random.Next(6))
        {
            case 0:
                var e = random.Next(rank);
                return (tensor.transpose(d, e), dense.Transpose(d, e));
            case 1:
                var start = random.Next((int)dense.Shape[d] + 1);
                var length = random.Next((int)dense.Shape[d] - start + 1);
                return length == 0 && random.Next(8) != 0
                    ? (tensor, dense)
                    : (tensor.narrow(d, start, length), dense.Narrow(d, start, length));
            case 2 when rank < 5:
                return (tensor.unsqueeze(d), dense.Reshape([.. dense.Shape[..d], 1, .. dense.Shape[d..]]));
            case 3:
                var squeezed = dense.Shape[d] == 1 ? dense.Reshape([.. dense.Shape[..d], .. dense.Shape[(d + 1)..]]) : dense;
                return (tensor.squeeze(d), squeezed);
            case 4:
                var order = Enumerable.Range(0, rank).OrderBy(_ => random.NextBits()).ToArray();
                return (tensor.permute([.. order.Select(i => (long)i)]), dense.Permute(order));
            case 5 when rank < 5 && dense.Values.Length < 200:
                long[] shape =
                    [.. random.Next(3) == 0 ? [2L] : Array.Empty<long>(), .. dense.Shape.Select(size => size == 1 ? random.Next(4) : size)];
                return (tensor.expand(shape), dense.Expand(shape));
            default:
                return (tensor, dense);
        }
    }

    /// <summary>A random tensor behind up to five views, with its reference.</summary>
    internal static (Tensor Tensor, Dense Dense) RandomStrided(Lcg random)
    {
        var dense = Of(
            [.. Enumerable.Range(0, random.Next(5)).Select(_ => (long)random.Pick(0, 1, 1, 2, 3, 3, 4, 5))], _ => random.NextFloat());
        var pair = (Tensor: dense.ToTensor(), Dense: dense);
        for (var i = random.Next(6); i > 0; i--)
            pair = RandomView(random, pair.Tensor, pair.Dense);
        return pair;
    }

    internal static void AssertEqual(Tensor actual, Dense expected, string situation)
    {
        Assert.That(actual.shape, Is.EqualTo(expected.Shape), $"{situation}: shape");
        SameBits.Assert(actual.data<float>().ToArray(), [.. expected.Values.Select(value => (float)value)], situation);
    }

    private static string Key(long[] index) => string.Join(',', index);

    private int Position(long[] index)
    {
        long position = 0;
        for (var d = 0; d < Rank; d++)
            position = (position * Shape[d]) + index[d];
        return (int)position;
    }
}
