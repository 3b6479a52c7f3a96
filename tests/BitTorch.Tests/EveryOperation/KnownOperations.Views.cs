using System.Numerics;
using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>Other shapes of the same numbers, pieces of them, and what joins them again.</content>
internal static partial class KnownOperations
{
    private static OperationRow[] Views() =>
    [
        new("clone", OfAnything(x => x.clone()))
        {
            Gradients = [new("", x => x[0].clone().square(), x => x[0].Map(a => a * a), [2, 3, 4])],
            TakesAnything = true,
        },
        new("contiguous", OfAnything(x => x.contiguous()))
        {
            Gradients = [new("", x => x[0].contiguous().square(), x => x[0].Map(a => a * a), [2, 3, 4])],
            TakesAnything = true,
        },
        new("detach", OfAnything(x => x.detach())) { NotDifferentiated = "Cuts the gradient; AutogradTest.", TakesAnything = true },
        new("reshape", draw => new(() => draw.X.reshape(draw.Sizes), Reshaped(draw.X.numel(), draw.Sizes)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].transpose(0, 1).reshape(4, 6).square(),
                    x => x[0].Transpose(0, 1).Reshape(4, 6).Map(a => a * a),
                    [2, 3, 4]),
            ],
            Goldens = { ["reshape"] = x => x[0].transpose(0, 1).reshape(4, 15) },
        },
        new(
            "view",
            OfAnything(x => x.clone().view(x.shape)),
            draw => new(() => draw.X.contiguous().view(draw.Sizes), Reshaped(draw.X.numel(), draw.Sizes)))
        {
            Gradients = [new("", x => x[0].contiguous().view(6, 4).square(), x => x[0].Reshape(6, 4).Map(a => a * a), [2, 3, 4])],
        },
        new("flatten", draw =>
        {
            var (from, to) = (draw.Random.Next((2 * draw.Rank) + 2) - draw.Rank, draw.Random.Next((2 * draw.Rank) + 2) - draw.Rank);
            return new(() => draw.X.flatten(from, to), Flattened(draw, from, to), $"{from}, {to}");
        })
        {
            Gradients = [new("", x => x[0].flatten(1).square(), x => x[0].Reshape(2, 12).Map(a => a * a), [2, 3, 4])],
        },
        new("unsqueeze", draw => new(() => draw.X.unsqueeze(draw.Dim), NewPlace(draw) is { } place ? Inserted(draw.Shape, place, 1) : null))
        {
            Gradients = [new("", x => x[0].unsqueeze(1).square(), x => x[0].Reshape(2, 1, 3, 4).Map(a => a * a), [2, 3, 4])],
        },
        new("squeeze", draw =>
        {
            var squeezed = draw.D is not { } d ? null : draw.Shape[d] == 1 ? draw.Without([d], false) : draw.Shape;
            return new(() => draw.X.squeeze(draw.Dim), squeezed);
        })
        {
            Gradients = [new("", x => x[0].squeeze(1).square(), x => x[0].Reshape(2, 4).Map(a => a * a), [2, 1, 4])],
        },
        new("transpose", draw =>
        {
            var other = draw.AnyDim();
            var exchanged = draw.D is { } d && draw.FromFront(other) is { } o
                ? Dense.With(draw.With(draw.Shape[o]), o, draw.Shape[d])
                : null;
            return new(() => draw.X.transpose(draw.Dim, other), exchanged, $"{other}");
        })
        {
            Gradients = [new("", x => x[0].transpose(0, 2).square(), x => x[0].Transpose(0, 2).Map(a => a * a), [2, 3, 4])],
        },
        new("permute", draw =>
        {
            var order = draw.Sizes.Length == draw.Rank ? draw.Distinct(draw.Sizes) : null;
            return new(() => draw.X.permute(draw.Sizes), order is null ? null : [.. order.Select(d => draw.Shape[d])]);
        })
        {
            Gradients = [new("", x => x[0].permute(2, 0, 1).square(), x => x[0].Permute(2, 0, 1).Map(a => a * a), [2, 3, 4])],
            Goldens = { ["permute"] = x => x[0].permute(2, 0, 1) },
        },
        new("expand", draw => new(() => draw.X.expand(draw.Sizes), Expanded(draw.Shape, draw.Sizes)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].expand(2, 2, 3, 4) * x[1],
                    x => x[0].Expand(2, 2, 3, 4).With(x[1], (a, b) => a * b),
                    [2, 1, 4],
                    [2, 2, 3, 4]),
            ],
            Goldens = { ["expand"] = x => x[0].expand(3, 4, 5) },
        },
        new("narrow", draw =>
        {
            var (start, length) = (draw.AnyLength(), draw.AnyLength());
            var inside = draw.D is not null && start >= 0 && length >= 0 && (Int128)start + length <= draw.Size;
            return new(() => draw.X.narrow(draw.Dim, start, length), inside ? draw.With(length) : null, $"{start}, {length}");
        })
        {
            Gradients = [new("", x => x[0].narrow(1, 1, 2).square(), x => x[0].Narrow(1, 1, 2).Map(a => a * a), [2, 3, 4])],
            Goldens = { ["narrow"] = x => x[0].narrow(1, 1, 2) },
        },
        new("split", draw =>
        {
            var sizes = draw.Sizes;
            var adds = sizes.Length > 0 && draw.D is not null && sizes.All(size => size >= 0)
                && sizes.Aggregate((Int128)0, (sum, size) => sum + size) == draw.Size;
            return new(
                () => draw.X.split(sizes, draw.Dim) is [.., var last] ? last : throw new ArgumentException("split: no pieces"),
                adds ? draw.With(sizes[^1]) : null);
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].split([1, 2, 1], 2)[1].square() + x[0].split([1, 3], 2)[0],
                    x => x[0].Narrow(2, 1, 2).Map(a => a * a).With(x[0].Narrow(2, 0, 1), (a, b) => a + b),
                    [2, 3, 4]),
            ],
        },
        new("chunk", draw =>
        {
            var chunks = draw.AnyLength();
            var cuts = draw.D is not null && chunks > 0 && (draw.Size > 0 || chunks < 100);
            var pieces = Math.Max(Math.Min(draw.Size, chunks), 1);
            return new(() => draw.X.chunk(chunks, draw.Dim)[0], cuts ? draw.With((draw.Size + pieces - 1) / pieces) : null, $"{chunks}");
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].chunk(2, 2)[0].square() * x[0].chunk(3, -1)[1],
                    x => x[0].Narrow(2, 0, 2).Map(a => a * a).With(x[0].Narrow(2, 2, 2), (a, b) => a * b),
                    [2, 3, 4]),
            ],
        },
        new("cat", draw =>
        {
            var (shape, other) = (draw.Shape, draw.Y.shape);
            var joins = draw.AreAlike && draw.D is { } d && other.Length == draw.Rank
                && Enumerable.Range(0, draw.Rank).All(e => e == d || shape[e] == other[e]);
            return new(() => cat([draw.X, draw.Y], draw.Dim), joins ? draw.With(draw.Size + other[draw.D!.Value]) : null);
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => cat([x[0], x[1], x[0]], -2).square(),
                    x => Dense.Cat(1, x[0], x[1], x[0]).Map(a => a * a),
                    [2, 3, 4],
                    [2, 2, 4]),
            ],
            Goldens = { ["cat_dim1"] = x => cat([x[0], x[1]], 1) },
        },
        new("stack", draw =>
        {
            var stacks = draw.AreAlike && draw.Shape.SequenceEqual(draw.Y.shape);
            return new(
                () => stack([draw.X, draw.Y], draw.Dim), stacks && NewPlace(draw) is { } place ? Inserted(draw.Shape, place, 2) : null);
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => stack([x[0], x[1]], 1).square(),
                    x => Dense.Cat(1, x[0].Reshape(2, 1, 3), x[1].Reshape(2, 1, 3)).Map(a => a * a),
                    [2, 3],
                    [2, 3]),
            ],
            Goldens = { ["stack_dim0"] = x => stack([x[0], x[1]], 0) },
        },
    ];

    /// <summary>Where a new dimension goes, from the front; null when there is no such place.</summary>
    private static int? NewPlace(Draw draw) =>
        draw.Dim < -draw.Rank - 1 || draw.Dim > draw.Rank ? null : (int)(draw.Dim < 0 ? draw.Dim + draw.Rank + 1 : draw.Dim);

    private static long[] Inserted(long[] shape, int place, long size) => [.. shape[..place], size, .. shape[place..]];

    private static long[]? Flattened(Draw draw, int from, int to)
    {
        if (draw.Rank == 0) return [1];
        if (draw.FromFront(from) is not { } first || draw.FromFront(to) is not { } last || last < first) return null;
        return
        [
            .. draw.Shape[..first], draw.Shape[first..(last + 1)].Aggregate(1L, (count, size) => count * size), .. draw.Shape[(last + 1)..],
        ];
    }

    private static long[]? Expanded(long[] shape, long[] sizes)
    {
        var extra = sizes.Length - shape.Length;
        if (extra < 0) return null;
        long[] result = [.. sizes.Select((size, d) => size == -1 && d >= extra ? shape[d - extra] : size)];
        var fits = result.Select((size, d) => size >= 0 && (d < extra || shape[d - extra] == 1 || shape[d - extra] == size))
            .All(fit => fit);
        return fits && IsPossible(result) ? result : null;
    }

    private static long[]? Reshaped(long count, long[] sizes)
    {
        if (sizes.Count(size => size < 0) > 1 || sizes.Any(size => size < -1)) return null;
        var unknown = Array.IndexOf(sizes, -1);
        var known = Product(sizes.Where(size => size != -1));
        long[] result = unknown < 0 ? sizes : Dense.With(sizes, unknown, known == 0 || known > count ? 0 : count / (long)known);
        return Product(result) == count && IsPossible(result) ? result : null;
    }

    /// <summary>Whether a tensor can have this shape; sizes of 0 count as 1.</summary>
    private static bool IsPossible(long[] sizes) => Product(sizes.Select(size => Math.Max(size, 1))) <= 1 << 30;

    private static BigInteger Product(IEnumerable<long> sizes) => sizes.Aggregate(BigInteger.One, (product, size) => product * size);
}
