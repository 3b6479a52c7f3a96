namespace BitTorch.Tests.EveryOperation;

/// <summary>Arguments for one random call: two tensors of any kind, and numbers that fit them more often than not.</summary>
internal sealed class Draw
{
    private static readonly long[] Lengths =
        [0, 1, 1, 2, 3, 4, 5, -1, -1, -2, -7, int.MaxValue, 1L << 31, 1L << 33, 1L << 62, long.MaxValue, long.MinValue];

    internal Draw(Lcg random)
    {
        Random = random;
        (X, Y) = (AnyTensor(), AnyTensor());
        Shape = X.shape;
        Dim = AnyDim();
        Sizes = [.. Enumerable.Range(0, random.Next(5)).Select(_ => AnyLength())];
        KeepDim = random.Next(2) == 0;
    }

    internal Lcg Random { get; }

    internal Tensor X { get; }

    internal Tensor Y { get; }

    /// <summary>Shape of <see cref="X"/>.</summary>
    internal long[] Shape { get; }

    internal int Rank => Shape.Length;

    /// <summary>Mostly a dimension of <see cref="X"/> or the one behind the last.</summary>
    internal long Dim { get; }

    /// <summary><see cref="Dim"/> counted from the front; null when there is no such dimension.</summary>
    internal int? D => FromFront(Dim);

    /// <summary>Size of dimension <see cref="D"/>; 1 when there is none.</summary>
    internal long Size => D is { } d ? Shape[d] : 1;

    /// <summary>A few sizes or dimensions, some of which are impossible.</summary>
    internal long[] Sizes { get; }

    internal bool KeepDim { get; }

    /// <summary>Whether <see cref="X"/> can be computed with.</summary>
    internal bool IsNumber => X.dtype == float32;

    /// <summary>Whether both tensors can be computed with.</summary>
    internal bool AreNumbers => IsNumber && Y.dtype == float32;

    internal bool AreAlike => X.dtype == Y.dtype;

    /// <summary>Whether <see cref="X"/> may be changed in place by what <see cref="Y"/> holds.</summary>
    internal bool IsWritable => IsNumber && !X.requires_grad && !Repeats(X);

    /// <summary>The shape without dimension <see cref="D"/>, or with size 1 there; null when there is no such dimension.</summary>
    internal long[]? Reduced => D is { } d ? Without([d], KeepDim) : null;

    /// <summary>The shapes' common one; null when they do not broadcast.</summary>
    internal long[]? Broadcast => Dense.Broadcast(Shape, Y.shape);

    internal bool Chance(int oneIn) => Random.Next(oneIn) == 0;

    internal T Pick<T>(params T[] choices) => Random.Pick(choices);

    internal static long AnyLength(Lcg random) => random.Pick(Lengths);

    internal long AnyLength() => AnyLength(Random);

    internal long AnyDim() => Chance(4) ? AnyLength() : Random.Next((2 * Rank) + 1) - Rank;

    internal int? FromFront(long dim) => dim >= -Rank && dim < Rank ? (int)(dim < 0 ? dim + Rank : dim) : null;

    /// <summary>A tensor of any type, layout and shape, with special numbers, with or without a gradient.</summary>
    internal Tensor AnyTensor()
    {
        var (x, _) = Dense.RandomStrided(Random);
        return Random.Next(16) switch
        {
            8 or 9 => x > 0,
            10 => (x * 4).to(int64),
            0 => x * float.NaN,
            1 => x * float.PositiveInfinity,
            2 when x.is_leaf => x.requires_grad_(),
            3 => x.clone().requires_grad_(),
            4 => x.clone().requires_grad_() * 2,
            5 => Dense.Spread(Random, [2, 3, 4]).ToTensor().transpose(1, 2),
            6 => Dense.Spread(Random, [2, 4, 3]).ToTensor(),
            7 => ones([1]).expand(1 + Random.Next(3), 2_000),
            _ => x,
        };
    }

    /// <summary>Indices of a shape, nearly always all inside a size, and whether they are.</summary>
    internal (Tensor Index, bool Inside) Indices(long size, long[] shape)
    {
        var numbers = new long[Dense.Indices(shape).Count()];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = size == 0 || Chance(40) ? Pick(size, -1, size + 3) : Random.Next((int)size);
        return (tensor(numbers, shape), numbers.All(number => number >= 0 && number < size));
    }

    /// <summary>Dimensions from the front, all of them for none; null when one does not exist or appears twice.</summary>
    internal int[]? Distinct(long[] dims)
    {
        var found = dims.Select(FromFront).OfType<int>().ToArray();
        if (found.Length < dims.Length || found.Distinct().Count() < found.Length) return null;
        return found.Length == 0 ? [.. Enumerable.Range(0, Rank)] : found;
    }

    internal long[] Without(int[] dims, bool keepdim) =>
        keepdim ? [.. Shape.Select((size, d) => dims.Contains(d) ? 1 : size)] : [.. Shape.Where((_, d) => !dims.Contains(d))];

    /// <summary>The shape with another size at dimension <see cref="D"/>, which must exist.</summary>
    internal long[] With(long size) => Dense.With(Shape, D!.Value, size);

    /// <summary>Whether elements share memory, so that they cannot be changed in place.</summary>
    internal static bool Repeats(Tensor tensor) =>
        tensor.numel() > 0 && Enumerable.Range(0, (int)tensor.ndim).Any(d => tensor.stride(d) == 0 && tensor.size(d) > 1);

    internal static string Text(long[] sizes) => $"[{string.Join(", ", sizes)}]";

    /// <summary>For the message of a failure.</summary>
    public override string ToString() =>
        $"{X.dtype} {Text(Shape)} and {Y.dtype} {Text(Y.shape)} with {Dim}, {Text(Sizes)}{(KeepDim ? ", keepdim" : "")}";
}
