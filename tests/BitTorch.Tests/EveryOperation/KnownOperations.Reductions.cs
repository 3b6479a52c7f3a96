using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>Sums, means and other reductions, and what is scaled by them.</content>
internal static partial class KnownOperations
{
    private static OperationRow[] Reductions() =>
    [
        new(
            "sum",
            AlongOne(draw => draw.X.sum(dim: draw.Dim, draw.KeepDim)),
            AlongSeveral(draw => draw.X.sum(draw.Sizes, draw.KeepDim)),
            draw => new(() => draw.X.sum(), draw.IsNumber ? [] : null))
        {
            Gradients =
            [
                new("", x => x[0].square().sum() * x[0].sum(), x => Number(x[0].Values.Sum(a => a * a) * x[0].Values.Sum()), [2, 3, 4]),
                new("dimension", x => x[0].sum(1).square(), x => x[0].Sum(1).Map(a => a * a), [2, 3, 4]),
                new("dimensions", x => x[0].sum([0, -1]).square(), x => x[0].Sum(0, 2).Map(a => a * a), [2, 3, 4]),
                new(
                    "kept",
                    x => x[0] * x[0].sum([0, 2], keepdim: true),
                    x => x[0].With(x[0].Reduce([0, 2], true, n => n.Sum()), (a, b) => a * b),
                    [2, 3, 4]),
            ],
            Goldens =
            {
                ["sum_all"] = x => x[0].sum(),
                ["sum_dim1"] = x => x[0].sum(dim: 1),
                ["sum_dims02_keep"] = x => x[0].sum([0, 2], keepdim: true),
            },
        },
        new("mean", AlongSeveral(draw => draw.X.mean(draw.Sizes, draw.KeepDim)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].mean() * x[0].mean([1L]),
                    x => x[0].Reduce([1], false, n => n.Average()).With(Number(x[0].Values.Average()), (a, b) => a * b),
                    [2, 3, 4]),
            ],
            Goldens = { ["mean_dim2"] = x => x[0].mean([2L]) },
        },
        new("var", AlongOne(draw => draw.X.var(draw.Dim, keepdim: draw.KeepDim)))
        {
            Gradients =
            [
                new("", x => x[0].var(1), x => x[0].Reduce([1], false, n => Variance(n) / (n.Length - 1)), [2, 3, 4]),
                new(
                    "biased, kept",
                    x => x[0].var(-1, unbiased: false, keepdim: true),
                    x => x[0].Reduce([2], true, n => Variance(n) / n.Length),
                    [2, 3, 4]),
            ],
            Goldens =
            {
                ["var_dim1_unbiased"] = x => x[0].var(1),
                ["var_dim1_biased"] = x => x[0].var(1, unbiased: false),
            },
        },
        new("std", AlongSeveral(draw => draw.X.std(draw.Sizes, keepdim: draw.KeepDim)))
        {
            Gradients =
            [
                new("", x => x[0].std([0L, 2L]), x => x[0].Reduce([0, 2], false, n => Math.Sqrt(Variance(n) / 7)), [2, 3, 4]),
                new(
                    "biased, kept",
                    x => x[0].std([-1L], unbiased: false, keepdim: true),
                    x => x[0].Reduce([2], true, n => Math.Sqrt(Variance(n) / n.Length)),
                    [2, 3, 4]),
                new("of all", x => x[0].std([]), x => Number(Math.Sqrt(Variance(x[0].Values) / 23)), [2, 3, 4]),
            ],
            Goldens = { ["std_dim1"] = x => x[0].std([1L]) },
        },
        new(
            "norm",
            draw =>
            {
                // Another order would be another overload in TorchSharp, so the dimension is an int.
                var (dim, exists) = draw.Dim is >= int.MinValue and <= int.MaxValue
                    ? ((int)draw.Dim, draw.D is not null)
                    : (int.MaxValue, false);
                return new(() => draw.X.norm(dim, draw.KeepDim), draw.IsNumber && exists ? draw.Reduced : null);
            })
        {
            Gradients =
            [
                new("", x => x[0].norm(dim: 2), x => x[0].Reduce([2], false, Length), [2, 3, 4]),
                new(
                    "kept",
                    x => x[0] / x[0].norm(1, keepdim: true),
                    x => x[0].With(x[0].Reduce([1], true, Length), (a, b) => a / b),
                    [2, 3, 4]),
            ],
            Goldens = { ["norm_dim2"] = x => x[0].norm(dim: 2) },
        },
        new(
            "amax",
            draw =>
            {
                var dims = draw.Distinct(draw.Sizes);
                var fits = draw.IsNumber && dims is not null && dims.All(d => draw.Shape[d] > 0);
                return new(() => draw.X.amax(draw.Sizes), fits ? draw.Without(dims!, false) : null);
            })
        {
            Gradients = [new("", x => x[0].amax(1).square(), x => x[0].Reduce([1], false, n => n.Max() * n.Max()), [2, 3, 4])],
            Goldens = { ["amax_dim1"] = x => x[0].amax(1) },
        },
        new(
            "max",
            AlongOneWithElements(draw => draw.X.max(draw.Dim, draw.KeepDim).Item1),
            AlongOneWithElements(draw => draw.X.max(draw.Dim, draw.KeepDim).Item2),
            draw => new(() => draw.X.max(), draw.IsNumber && draw.X.numel() > 0 ? [] : null))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].max().square() * x[0].max(1).Item1,
                    x => x[0].Reduce([1], false, n => n.Max()).Map(a => a * Math.Pow(x[0].Values.Max(), 2)),
                    [2, 3, 4]),
                new(
                    "kept",
                    x => x[0] * x[0].max(-1, keepdim: true).Item1,
                    x => x[0].With(x[0].Reduce([2], true, n => n.Max()), (a, b) => a * b),
                    [2, 3, 4]),
            ],
        },
        new(
            "min",
            AlongOneWithElements(draw => draw.X.min(draw.Dim, draw.KeepDim).Item1),
            AlongOneWithElements(draw => draw.X.min(draw.Dim, draw.KeepDim).Item2))
        {
            Gradients =
            [
                new("", x => x[0].min(0).Item1.square(), x => x[0].Reduce([0], false, n => Math.Pow(n.Min(), 2)), [2, 3, 4]),
                new(
                    "kept",
                    x => x[0] * x[0].min(1, keepdim: true).Item1,
                    x => x[0].With(x[0].Reduce([1], true, n => n.Min()), (a, b) => a * b),
                    [2, 3, 4]),
            ],
        },
        new("logsumexp", AlongOneWithElements(draw => draw.X.logsumexp(draw.Dim, draw.KeepDim)))
        {
            Gradients = [new("", x => x[0].logsumexp(1), x => x[0].Reduce([1], false, n => Math.Log(n.Sum(Math.Exp))), [2, 3, 4])],
            Goldens = { ["logsumexp_last"] = x => x[0].logsumexp(-1) },
        },
        new("log_softmax", OfLines(draw => draw.X.log_softmax(draw.Dim)), OfLines(draw => nn.functional.log_softmax(draw.X, draw.Dim)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].log_softmax(1) + nn.functional.log_softmax(x[0], 1),
                    x => x[0].With(x[0].Reduce([1], true, n => Math.Log(n.Sum(Math.Exp))), (a, b) => 2 * (a - b)),
                    [2, 3, 4]),
            ],
            Goldens = { ["log_softmax_last"] = x => x[0].log_softmax(-1) },
        },
        new("softmax", OfLines(draw => draw.X.softmax(draw.Dim)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].softmax(-1),
                    x => x[0].Map(Math.Exp).With(x[0].Reduce([2], true, n => n.Sum(Math.Exp)), (a, b) => a / b),
                    [2, 3, 4]),
            ],
            Goldens = { ["softmax_last"] = x => x[0].softmax(-1) },
        },
        new(
            "cross_entropy",
            draw =>
            {
                var reduction = draw.Pick(nn.Reduction.None, nn.Reduction.Mean, nn.Reduction.Sum, (nn.Reduction)7);
                var logits = draw.Chance(4) ? draw.X : ones([draw.Random.Next(4), draw.Random.Next(4)]);
                var (classes, exist) = draw.Indices(logits.ndim == 2 ? logits.size(1) : 1, [logits.ndim > 0 ? logits.size(0) : 0]);
                var target = draw.Chance(4) && draw.Y.dtype != int64 ? draw.Y : classes;
                var fits = ReferenceEquals(target, classes) && exist && logits.ndim == 2 && logits.size(1) > 0 && logits.dtype == float32;
                return new(
                    () => nn.functional.cross_entropy(logits, target, reduction: reduction),
                    !fits || reduction == (nn.Reduction)7 ? null : reduction == nn.Reduction.None ? [logits.size(0)] : [],
                    $"{reduction} {Draw.Text(logits.shape)}");
            })
        {
            Gradients =
            [
                new("", x => nn.functional.cross_entropy(x[0], Places), x => Number(Surprises(x[0]).Values.Average()), [4, 3]),
                new("each", x => nn.functional.cross_entropy(x[0], Places, reduction: nn.Reduction.None), x => Surprises(x[0]), [4, 3]),
                new(
                    "sum",
                    x => nn.functional.cross_entropy(x[0], Places, reduction: nn.Reduction.Sum).square(),
                    x => Number(Math.Pow(Surprises(x[0]).Values.Sum(), 2)),
                    [4, 3]),
            ],
            Goldens = { ["cross_entropy"] = x => nn.functional.cross_entropy(x[0], OperationGoldens.Indices) },
        },
    ];

    private static Dense Number(double number) => new([], [number]);

    private static double Variance(double[] numbers) => numbers.Sum(number => Math.Pow(number - numbers.Average(), 2));

    private static double Length(double[] numbers) => Math.Sqrt(numbers.Sum(number => number * number));

    /// <summary>-log of the softmax at each row's class.</summary>
    private static Dense Surprises(Dense logits) => Dense.Of(
        [logits.Shape[0]],
        i => Math.Log(Enumerable.Range(0, (int)logits.Shape[1]).Sum(c => Math.Exp(logits[i[0], c]))) - logits[i[0], PlaceOf(i[0])]);
}
