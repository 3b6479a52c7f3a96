namespace BitTorch.Tests.EveryOperation;

/// <content>Choosing, indexing and ordering elements.</content>
internal static partial class KnownOperations
{
    /// <summary>Slices for dimensions of three or more; one comes twice.</summary>
    private static Tensor Places => tensor([.. Enumerable.Range(0, 4).Select(i => PlaceOf(i))], [4]);

    private static Tensor PlacesOfLines => tensor([.. Dense.Indices([2, 4, 4]).Select(PlaceOfLine)], [2, 4, 4]);

    private static OperationRow[] Selection() =>
    [
        new("where", draw =>
        {
            var condition = draw.Chance(5) ? draw.AnyTensor() : Dense.RandomStrided(draw.Random).Tensor > 0;
            var all = draw.Broadcast is { } both ? Dense.Broadcast(condition.shape, both) : null;
            var method = draw.Chance(2);
            return new(
                () => method ? draw.X.where(condition, draw.Y) : where(condition, draw.X, draw.Y),
                condition.dtype == @bool && draw.AreNumbers ? all : null,
                $"{condition.dtype} {Draw.Text(condition.shape)}");
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => where(Mask, x[0], x[1]).square() + x[0].where(Mask, 2 * x[1]),
                    x => Chosen(x[0].Map(a => (a * a) + a), x[1].Map(b => (b * b) + (2 * b))),
                    [2, 3, 4],
                    [4]),
                new(
                    "one for all",
                    x => where(Mask, x[0], x[1]).square(),
                    x => Chosen(x[0].Expand(3, 1), x[1].Expand(3, 1)).Map(a => a * a),
                    [1],
                    [1, 1]),
            ],
            Goldens = { ["where"] = x => where(OperationGoldens.Mask, x[0], x[1]) },
        },
        new(
            "sort",
            draw => new(() => draw.X.sort(draw.Dim, draw.KeepDim).Item1, draw.IsNumber && draw.D is not null ? draw.Shape : null),
            draw => new(() => draw.X.sort(draw.Dim, draw.KeepDim).Item2, draw.IsNumber && draw.D is not null ? draw.Shape : null))
        {
            Gradients =
            [
                new("", x => x[0].sort().Item1.square(), x => Sorted(x[0], descending: false).Map(a => a * a), [2, 3, 4]),
                new(
                    "descending",
                    x => x[0].sort(1, descending: true).Item1.square(),
                    x => Sorted(x[0].Transpose(1, 2), descending: true).Transpose(1, 2).Map(a => a * a),
                    [2, 3, 4]),
            ],
        },
        new("argsort", draw => new(() => draw.X.argsort(draw.Dim, draw.KeepDim), draw.IsNumber && draw.D is not null ? draw.Shape : null))
        {
            NotDifferentiated = "Gives positions.",
        },
        new("index_select", draw =>
        {
            var (index, inside) = draw.Indices(draw.Size, [draw.Random.Next(5)]);
            var isIndex = !draw.Chance(6) || draw.Y.dtype == int64;
            var (given, method) = (isIndex ? index : draw.Y, draw.Chance(2));
            return new(
                () => method ? draw.X.index_select(draw.Dim, given) : index_select(draw.X, draw.Dim, given),
                isIndex && inside && draw.D is not null ? draw.With(index.numel()) : null,
                Draw.Text(given.shape));
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].index_select(1, Places).square() + index_select(x[0], -2, Places),
                    x => Dense.Of([2, 4, 4], i => x[0][i[0], PlaceOf(i[1]), i[2]]).Map(a => (a * a) + a),
                    [2, 3, 4]),
            ],
            Goldens = { ["index_select_dim1"] = x => x[0].index_select(1, OperationGoldens.Indices) },
        },
        new("index_add", draw =>
        {
            var (index, inside) = draw.Indices(draw.Size, [draw.Random.Next(4)]);
            var expected = draw.D is null ? null : draw.With(index.numel());
            var slices = expected is null || draw.Chance(5) ? draw.Y : ones(expected);
            var fits = inside && draw.IsNumber && slices.dtype == float32 && expected is not null && slices.shape.SequenceEqual(expected);
            return new(() => draw.X.index_add(draw.Dim, index, slices, 0.5), fits ? draw.Shape : null, Draw.Text(slices.shape));
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].index_add(1, Places, x[1], 0.5).square(),
                    x => Dense.Of([2, 3, 4], i => x[0][i] + (0.5 * SumWhere(k => PlaceOf(k) == i[1], k => x[1][i[0], k, i[2]])))
                        .Map(a => a * a),
                    [2, 3, 4],
                    [2, 4, 4]),
            ],
        },
        new("gather", draw =>
        {
            var (lines, inside) = draw.Indices(draw.Size, draw.D is null ? draw.Shape : draw.With(draw.Random.Next(4)));
            var isIndex = !draw.Chance(6) || draw.Y.dtype == int64;
            var (given, method) = (isIndex ? lines : draw.Y, draw.Chance(2));
            return new(
                () => method ? draw.X.gather(draw.Dim, given) : gather(draw.X, draw.Dim, given),
                isIndex && inside && draw.D is not null ? lines.shape : null,
                Draw.Text(given.shape));
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].gather(1, PlacesOfLines).square() * gather(x[0], 1, PlacesOfLines),
                    x => Dense.Of([2, 4, 4], i => Math.Pow(x[0][i[0], PlaceOfLine(i), i[2]], 3)),
                    [2, 3, 4]),
            ],
            Goldens = { ["gather_dim1"] = x => x[0].gather(1, OperationGoldens.GatherIndices) },
        },
        new("scatter_add", draw =>
        {
            var (targets, inside) = draw.Indices(draw.Size, draw.D is null ? draw.Shape : draw.With(draw.Random.Next(4)));
            var source = draw.Chance(5) ? draw.Y : ones(targets.shape);
            var fits = draw.D is not null && inside && draw.IsNumber && source.dtype == float32
                && source.shape.SequenceEqual(targets.shape);
            return new(() => draw.X.scatter_add(draw.Dim, targets, source), fits ? draw.Shape : null, Draw.Text(targets.shape));
        })
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].scatter_add(1, PlacesOfLines, x[1]).square(),
                    x => Dense.Of([2, 3, 4], i => x[0][i] + SumWhere(k => PlaceOfLine([i[0], k, i[2]]) == i[1], k => x[1][i[0], k, i[2]]))
                        .Map(a => a * a),
                    [2, 3, 4],
                    [2, 4, 4]),
            ],
        },
    ];

    private static long PlaceOf(long position) => position switch { 0 => 2, 1 => 0, 2 => 2, _ => 1 };

    private static long PlaceOfLine(long[] index) => ((2 * index[0]) + index[1] + (index[2] * index[2])) % 3;

    private static double SumWhere(Func<int, bool> isMeant, Func<int, double> term) => Enumerable.Range(0, 4).Where(isMeant).Sum(term);

    /// <summary>What <see cref="Mask"/> chooses.</summary>
    private static Dense Chosen(Dense whereTrue, Dense whereFalse)
    {
        var both = Dense.Broadcast(Dense.Broadcast(whereTrue.Shape, whereFalse.Shape)!, [3, 1])!;
        var (a, b) = (whereTrue.Expand(both), whereFalse.Expand(both));
        return Dense.Of(both, index => index[^2] == 1 ? b[index] : a[index]);
    }

    private static Dense Sorted(Dense x, bool descending)
    {
        var lines = x.Values.Chunk((int)x.Shape[^1]).SelectMany(line => descending ? line.OrderDescending() : line.Order());
        return x with { Values = [.. lines] };
    }
}
