using System.Reflection;
using BitTorch.Tests.Kernels;

namespace BitTorch.Tests;

/// <summary>
/// Every differentiable operation: values, gradients and gradients of gradients against the same function written in double, index by
/// index, and differentiated by central differences.
/// </summary>
public sealed class GradientsTest
{
    /// <summary>A step whose truncation (its square) and cancellation (1e-16 over its square) both stay near 1e-7 of values near 1.</summary>
    private const double Step = 1e-4;

    /// <summary>float32 against double over some ten operations (6e-8 each, more where values cancel), and the differences' own error.</summary>
    private const double Relative = 2e-4;

    /// <summary>Of the largest number of a result: what cancels against it leaves its rounding errors.</summary>
    private const double OfLargest = 2e-5;

    private static Tensor Mask => tensor([true, false, true], [3, 1]);

    private static Tensor Places => tensor([.. Enumerable.Range(0, 4).Select(i => PlaceOf(i))], [4]);

    private static Tensor PlacesOfLines => tensor([.. Dense.Indices([2, 4, 4]).Select(PlaceOfLine)], [2, 4, 4]);

    internal static readonly Case[] Cases =
    [
        new("add", x => x[0] + x[1], x => x[0].With(x[1], (a, b) => a + b), [2, 3, 4], [3, 1]),
        new("add: method", x => x[0].add(x[1]), x => x[0].With(x[1], (a, b) => a + b), [2, 3, 4], [2, 1, 4]),
        new("add: scaled", x => x[0].add(x[1], -0.7), x => x[0].With(x[1], (a, b) => a - (0.7 * b)), [3, 1], [2, 3, 4]),
        new("add: number", x => 0.5 + x[0].add(2).square(), x => x[0].Map(a => 0.5 + ((a + 2) * (a + 2))), [2, 3, 4]),
        new("sub", x => (x[0] - x[1]).square(), x => x[0].With(x[1], (a, b) => (a - b) * (a - b)), [2, 1, 4], [2, 3, 1]),
        new("sub: number", x => (0.5 - x[0].sub(2)).square(), x => x[0].Map(a => (2.5 - a) * (2.5 - a)), [2, 3, 4]),
        new("mul", x => x[0] * x[1], x => x[0].With(x[1], (a, b) => a * b), [2, 3, 4], [4]),
        new("mul: by itself", x => x[0].mul(x[0]), x => x[0].Map(a => a * a), [2, 3, 4]),
        new("mul: number", x => 3 * x[0].mul(0.5).square(), x => x[0].Map(a => 0.75 * a * a), [2, 3, 4]),
        new("div", x => x[0] / x[1], x => x[0].With(x[1], (a, b) => a / b), [2, 3, 4], [2, 1, 4]),
        new("div: by a number", x => (x[0].div(4)).square(), x => x[0].Map(a => a * a / 16), [2, 3, 4]),
        new("div: of a number", x => 2 / x[0], x => x[0].Map(a => 2 / a), [2, 3, 4]),
        new("neg", x => x[0].neg().square() + -x[0], x => x[0].Map(a => (a * a) - a), [2, 3, 4]),
        new("reciprocal", x => x[0].reciprocal(), x => x[0].Map(a => 1 / a), [2, 3, 4]),
        new("square", x => x[0].square(), x => x[0].Map(a => a * a), [2, 3, 4]),
        new("sqrt", x => x[0].sqrt(), x => x[0].Map(Math.Sqrt), [2, 3, 4]) { Positive = true },
        new("rsqrt", x => x[0].rsqrt(), x => x[0].Map(a => 1 / Math.Sqrt(a)), [2, 3, 4]) { Positive = true },
        new("pow: 0", x => x[0].pow(0) + (0 * x[0]), x => x[0].Map(_ => 1), [2, 3, 4]),
        new("pow: 1", x => x[0].pow(1), x => x[0], [2, 3, 4]),
        new("pow: 2", x => x[0].pow(2), x => x[0].Map(a => a * a), [2, 3, 4]),
        new("pow: 5", x => x[0].pow(5), x => x[0].Map(a => a * a * a * a * a), [2, 3, 4]),
        new("abs", x => x[0].abs() * x[0], x => x[0].Map(a => Math.Abs(a) * a), [2, 3, 4]),
        new("exp", x => x[0].exp(), x => x[0].Map(Math.Exp), [2, 3, 4]),
        new("log", x => x[0].log(), x => x[0].Map(Math.Log), [2, 3, 4]) { Positive = true },
        new("sin", x => x[0].sin(), x => x[0].Map(Math.Sin), [2, 3, 4]),
        new("cos", x => x[0].cos(), x => x[0].Map(Math.Cos), [2, 3, 4]),
        new("tanh", x => x[0].tanh() + nn.functional.tanh(x[0]), x => x[0].Map(a => 2 * Math.Tanh(a)), [2, 3, 4]),
        new("sigmoid", x => x[0].sigmoid() + nn.functional.sigmoid(x[0]), x => x[0].Map(a => 2 / (1 + Math.Exp(-a))), [2, 3, 4]),
        new("relu", x => x[0].relu() * nn.functional.relu(x[0]), x => x[0].Map(a => a > 0 ? a * a : 0), [2, 3, 4]),
        new("leaky_relu", x => x[0].leaky_relu(0.2) * nn.functional.leaky_relu(x[0], 0.3), x => x[0].Map(a => a > 0 ? a * a : 0.06 * a * a), [2, 3, 4]),
        new("softplus", x => x[0].softplus() + nn.functional.softplus(x[0]), x => x[0].Map(a => 2 * Math.Log(1 + Math.Exp(a))), [2, 3, 4]),
        new("softplus: sharper", x => x[0].softplus(3), x => x[0].Map(a => Math.Log(1 + Math.Exp(3 * a)) / 3), [2, 3, 4]),
        new("clamp", x => x[0].clamp(-0.4, 1.05).square(), x => x[0].Map(a => Math.Pow(Math.Clamp(a, -0.4, 1.05), 2)), [2, 3, 4]),
        new("maximum", x => x[0].maximum(x[1]).square(), x => x[0].With(x[1], (a, b) => Math.Pow(Math.Max(a, b), 2)), [2, 3, 4], [3, 1]),
        new("minimum", x => minimum(x[0], x[1]) * maximum(x[1], x[0]), x => x[0].With(x[1], (a, b) => a * b), [2, 3, 4], [3, 1]),
        new("sum", x => x[0].square().sum() * x[0].sum(), x => Numbers(x[0].Values.Sum(a => a * a) * x[0].Values.Sum()), [2, 3, 4]),
        new("sum: dimension", x => x[0].sum(1).square(), x => x[0].Sum(1).Map(a => a * a), [2, 3, 4]),
        new("sum: dimensions", x => x[0].sum([0, -1]).square(), x => x[0].Sum(0, 2).Map(a => a * a), [2, 3, 4]),
        new("sum: kept", x => x[0] * x[0].sum([0, 2], keepdim: true), x => x[0].With(x[0].Reduce([0, 2], true, n => n.Sum()), (a, b) => a * b), [2, 3, 4]),
        new("mean", x => x[0].mean() * x[0].mean([1L]), x => x[0].Reduce([1], false, n => n.Average()).With(Numbers(x[0].Values.Average()), (a, b) => a * b), [2, 3, 4]),
        new("var", x => x[0].var(1), x => x[0].Reduce([1], false, n => Variance(n) / (n.Length - 1)), [2, 3, 4]),
        new("std", x => x[0].std(-1, unbiased: false, keepdim: true), x => x[0].Reduce([2], true, n => Math.Sqrt(Variance(n) / n.Length)), [2, 3, 4]),
        new("sum: two dimensions", x => x[0].sum(0, 2).square() * x[0].sum(0, 1, 2), x => x[0].Sum(0, 2).Map(a => a * a * x[0].Values.Sum()), [2, 3, 4]),
        new("var: dimensions", x => x[0].var([0L, 2L], unbiased: false, keepdim: true) * x[0].var(), x => x[0].Reduce([0, 2], true, n => Variance(n) / n.Length * Variance(x[0].Values) / 23), [2, 3, 4]),
        new("std: dimensions", x => x[0].std([0L, 2L]) * x[0].std(), x => x[0].Reduce([0, 2], false, n => Math.Sqrt(Variance(n) / 7 * Variance(x[0].Values) / 23)), [2, 3, 4]),
        new("softmax: function", x => nn.functional.softmax(x[0], 0), x => x[0].Map(Math.Exp).With(x[0].Reduce([0], true, n => n.Sum(Math.Exp)), (a, b) => a / b), [3, 4]),
        new("norm", x => x[0].norm(dim: 2), x => x[0].Reduce([2], false, n => Math.Sqrt(n.Sum(a => a * a))), [2, 3, 4]),
        new("norm: kept", x => x[0] / x[0].norm(1, keepdim: true), x => x[0].With(x[0].Reduce([1], true, n => Math.Sqrt(n.Sum(a => a * a))), (a, b) => a / b), [2, 3, 4]),
        new("amax", x => x[0].amax(1).square(), x => x[0].Reduce([1], false, n => n.Max() * n.Max()), [2, 3, 4]),
        new("amin", x => x[0].amin(0, 2).square(), x => x[0].Reduce([0, 2], false, n => n.Min() * n.Min()), [2, 3, 4]),
        new("logsumexp", x => x[0].logsumexp(1), x => x[0].Reduce([1], false, n => Math.Log(n.Sum(Math.Exp))), [2, 3, 4]),
        new("log_softmax", x => x[0].log_softmax(1) + nn.functional.log_softmax(x[0], 1), x => x[0].With(x[0].Reduce([1], true, n => Math.Log(n.Sum(Math.Exp))), (a, b) => 2 * (a - b)), [2, 3, 4]),
        new("softmax", x => x[0].softmax(-1), x => x[0].Map(Math.Exp).With(x[0].Reduce([2], true, n => n.Sum(Math.Exp)), (a, b) => a / b), [2, 3, 4]),
        new("bmm", x => x[0].bmm(x[1]) + bmm(x[0], x[1]), x => x[0].Bmm(x[1]).Map(a => 2 * a), [2, 3, 4], [2, 4, 2]),
        new("baddbmm", x => x[0].baddbmm(x[1], x[2]) + baddbmm(x[0], x[1], x[2]), x => x[0].With(x[1].Bmm(x[2]), (a, b) => 2 * (a + b)), [2, 1, 2], [2, 3, 4], [2, 4, 2]),
        new("baddbmm: weighted", x => x[0].baddbmm(x[1], x[2], beta: 0.5f, alpha: -2), x => x[0].With(x[1].Bmm(x[2]), (a, b) => (0.5 * a) - (2 * b)), [3, 2], [2, 3, 4], [2, 4, 2]),
        new("matmul", x => x[0].matmul(x[1]), x => Matrix(Batch(x[0]).Bmm(Batch(x[1]))), [3, 4], [4, 2]),
        new("linear", x => nn.functional.linear(x[0], x[1], x[2]), x => Matrix(Batch(x[0]).Bmm(Batch(x[1].Transpose(0, 1)))).With(x[2], (a, b) => a + b), [3, 4], [2, 4], [2]),
        new("cdist", x => cdist(x[0], x[1], p: 1).square(), x => CityBlock(x[0], x[1]).Map(a => a * a), [2, 3, 4], [2, 5, 4]),
        new("cat", x => cat([x[0], x[1], x[0]], -2).square(), x => Dense.Cat(1, x[0], x[1], x[0]).Map(a => a * a), [2, 3, 4], [2, 2, 4]),
        new("stack", x => stack([x[0], x[1]], 1).square(), x => Dense.Cat(1, x[0].Reshape(2, 1, 3), x[1].Reshape(2, 1, 3)).Map(a => a * a), [2, 3], [2, 3]),
        new("clone", x => x[0].clone().square(), x => x[0].Map(a => a * a), [2, 3, 4]),
        new("contiguous", x => x[0].contiguous().square(), x => x[0].Map(a => a * a), [2, 3, 4]),
        new("reshape", x => x[0].transpose(0, 1).reshape(4, 6).square(), x => x[0].Transpose(0, 1).Reshape(4, 6).Map(a => a * a), [2, 3, 4]),
        new("view", x => x[0].contiguous().view(6, 4).square(), x => x[0].Reshape(6, 4).Map(a => a * a), [2, 3, 4]),
        new("flatten", x => x[0].flatten(1).square(), x => x[0].Reshape(2, 12).Map(a => a * a), [2, 3, 4]),
        new("unsqueeze", x => x[0].unsqueeze(1).square(), x => x[0].Reshape(2, 1, 3, 4).Map(a => a * a), [2, 3, 4]),
        new("squeeze", x => x[0].squeeze(1).square(), x => x[0].Reshape(2, 4).Map(a => a * a), [2, 1, 4]),
        new("transpose", x => x[0].transpose(0, 2).square(), x => x[0].Transpose(0, 2).Map(a => a * a), [2, 3, 4]),
        new("T", x => x[0].T.square(), x => x[0].Transpose(0, 1).Map(a => a * a), [3, 4]),
        new("permute", x => x[0].permute(2, 0, 1).square(), x => x[0].Permute(2, 0, 1).Map(a => a * a), [2, 3, 4]),
        new("expand", x => x[0].expand(2, 2, 3, 4) * x[1], x => x[0].Expand(2, 2, 3, 4).With(x[1], (a, b) => a * b), [2, 1, 4], [2, 2, 3, 4]),
        new("narrow", x => x[0].narrow(1, 1, 2).square(), x => x[0].Narrow(1, 1, 2).Map(a => a * a), [2, 3, 4]),
        new("split", x => x[0].split([1, 2, 1], 2)[1].square() + x[0].split([1, 3], 2)[0], x => x[0].Narrow(2, 1, 2).Map(a => a * a).With(x[0].Narrow(2, 0, 1), (a, b) => a + b), [2, 3, 4]),
        new("where", x => where(Mask, x[0], x[1]).square() + x[0].where(Mask, 2 * x[1]), x => Chosen(x[0].Map(a => (a * a) + a), x[1].Map(b => (b * b) + (2 * b))), [2, 3, 4], [4]),
        new("where: one for all", x => where(Mask, x[0], x[1]).square(), x => Chosen(x[0].Expand(3, 1), x[1].Expand(3, 1)).Map(a => a * a), [1], [1, 1]),
        new("masked_fill", x => x[0].masked_fill(Mask, 3).square(), x => Chosen(new([1], [9]), x[0].Map(a => a * a)), [2, 3, 4]),
        new("sign", x => x[0].sign() * x[0].square(), x => x[0].Map(a => Math.Sign(a) * a * a), [2, 3, 4]),
        new("max", x => x[0].max().square() * x[0].max(1).Item1, x => x[0].Reduce([1], false, n => n.Max()).Map(a => a * Math.Pow(x[0].Values.Max(), 2)), [2, 3, 4]),
        new("max: kept", x => x[0] * x[0].max(-1, keepdim: true).Item1, x => x[0].With(x[0].Reduce([2], true, n => n.Max()), (a, b) => a * b), [2, 3, 4]),
        new("min", x => x[0].min().square() * x[0].min(0).Item1, x => x[0].Reduce([0], false, n => n.Min()).Map(a => a * Math.Pow(x[0].Values.Min(), 2)), [2, 3, 4]),
        new("min: kept", x => x[0] * x[0].min(1, keepdim: true).Item1, x => x[0].With(x[0].Reduce([1], true, n => n.Min()), (a, b) => a * b), [2, 3, 4]),
        new("sort", x => x[0].sort().Item1.square(), x => Sorted(x[0], descending: false).Map(a => a * a), [2, 3, 4]),
        new("sort: descending", x => x[0].sort(1, descending: true).Item1.square(), x => Sorted(x[0].Transpose(1, 2), descending: true).Transpose(1, 2).Map(a => a * a), [2, 3, 4]),
        new("chunk", x => x[0].chunk(2, 2)[0].square() * x[0].chunk(3, -1)[1], x => x[0].Narrow(2, 0, 2).Map(a => a * a).With(x[0].Narrow(2, 2, 2), (a, b) => a * b), [2, 3, 4]),
        new("repeat", x => x[0].repeat(2, 1, 3).square(), x => Dense.Of([2, 3, 12], i => Math.Pow(x[0][i[1], i[2] % 4], 2)), [3, 4]),
        new("flip", x => x[0].flip(0, -1) * x[0], x => Dense.Of([2, 3, 4], i => x[0][i] * x[0][1 - i[0], i[1], 3 - i[2]]), [2, 3, 4]),
        new("index_select", x => x[0].index_select(1, Places).square() + index_select(x[0], -2, Places), x => Dense.Of([2, 4, 4], i => x[0][i[0], PlaceOf(i[1]), i[2]]).Map(a => (a * a) + a), [2, 3, 4]),
        new("index_add", x => x[0].index_add(1, Places, x[1], 0.5).square(), x => Dense.Of([2, 3, 4], i => x[0][i] + Enumerable.Range(0, 4).Where(k => PlaceOf(k) == i[1]).Sum(k => 0.5 * x[1][i[0], k, i[2]])).Map(a => a * a), [2, 3, 4], [2, 4, 4]),
        new("gather", x => x[0].gather(1, PlacesOfLines).square() * gather(x[0], 1, PlacesOfLines), x => Dense.Of([2, 4, 4], i => Math.Pow(x[0][i[0], PlaceOfLine(i), i[2]], 3)), [2, 3, 4]),
        new("scatter_add", x => x[0].scatter_add(1, PlacesOfLines, x[1]).square(), x => Dense.Of([2, 3, 4], i => x[0][i] + Enumerable.Range(0, 4).Where(k => PlaceOfLine([i[0], k, i[2]]) == i[1]).Sum(k => x[1][i[0], k, i[2]])).Map(a => a * a), [2, 3, 4], [2, 4, 4]),
        new("to", x => x[0].to(float32, copy: true).square() * x[0].to(float32), x => x[0].Map(a => a * a * a), [2, 3, 4]),
        new("to_type", x => x[0].to_type(float32, copy: true).square(), x => x[0].Map(a => a * a), [2, 3, 4]),
        new("conv2d", x => nn.functional.conv2d(x[0], x[1], x[2], strides: [2, 1], padding: [1, 0]), x => Convolved(x[0], x[1], x[2], (2, 1), (1, 0)), [2, 2, 4, 3], [3, 2, 3, 2], [3]),
        new("conv2d: without bias", x => nn.functional.conv2d(x[0], x[1]).square(), x => Convolved(x[0], x[1], new([3], [0, 0, 0]), (1, 1), (0, 0)).Map(a => a * a), [1, 2, 3, 3], [3, 2, 2, 2]),
        new("conv_transpose2d", x => nn.functional.conv_transpose2d(x[0], x[1], x[2], strides: [2, 3], padding: [1, 0], output_padding: [0, 1]), x => Scattered(x[0], x[1], x[2], (2, 3), (1, 0), (0, 1)), [2, 2, 3, 2], [2, 3, 3, 2], [3]),
        new("conv_transpose2d: without bias", x => nn.functional.conv_transpose2d(x[0], x[1]).square(), x => Scattered(x[0], x[1], new([3], [0, 0, 0]), (1, 1), (0, 0), (0, 0)).Map(a => a * a), [1, 2, 2, 2], [2, 3, 2, 2]),
        new("unfold", x => nn.functional.unfold(x[0], (3, 2), padding: (1, 0), stride: (2, 1)).square(), x => Columns(x[0], (3, 2), (2, 1), (1, 0)).Map(a => a * a), [2, 2, 4, 3]),
        new("unfold: square", x => nn.functional.unfold(x[0], 2).square(), x => Columns(x[0], (2, 2), (1, 1), (0, 0)).Map(a => a * a), [1, 2, 3, 3]),
        new("fold", x => nn.functional.fold(x[0], (4, 3), (3, 2), padding: (1, 0), stride: (2, 1)).square(), x => Folded(x[0], (4, 3), (3, 2), (2, 1), (1, 0)).Map(a => a * a), [2, 12, 4]),
        new("fold: square", x => nn.functional.fold(x[0], 3, 2).square(), x => Folded(x[0], (3, 3), (2, 2), (1, 1), (0, 0)).Map(a => a * a), [1, 8, 4]),
        new("cross_entropy", x => nn.functional.cross_entropy(x[0], Places), x => Numbers(Surprises(x[0]).Values.Average()), [4, 3]),
        new("cross_entropy: each", x => nn.functional.cross_entropy(x[0], Places, reduction: nn.Reduction.None), x => Surprises(x[0]), [4, 3]),
        new("cross_entropy: sum", x => nn.functional.cross_entropy(x[0], Places, reduction: nn.Reduction.Sum).square(), x => Numbers(Math.Pow(Surprises(x[0]).Values.Sum(), 2)), [4, 3]),
        new("binary_cross_entropy_with_logits", x => nn.functional.binary_cross_entropy_with_logits(x[0], x[1]), x => Numbers(BinarySurprises(x[0], x[1]).Values.Average()), [3, 4], [3, 4]),
        new("binary_cross_entropy_with_logits: weighted", x => nn.functional.binary_cross_entropy_with_logits(x[0], x[1], x[2], nn.Reduction.None), x => BinarySurprises(x[0], x[1]).With(x[2], (a, b) => a * b), [3, 4], [3, 4], [4]),
        new("binary_cross_entropy_with_logits: sum", x => nn.functional.binary_cross_entropy_with_logits(x[0], x[1], reduction: nn.Reduction.Sum).square(), x => Numbers(Math.Pow(BinarySurprises(x[0], x[1]).Values.Sum(), 2)), [3, 4], [3, 4]),
        new("batch_norm", x => nn.functional.batch_norm(x[0], null, null, x[1], x[2], training: true, eps: 0.1), x => Normalised(x[0], x[1], x[2], 0.1), [3, 2, 4], [2], [2]),
        new("batch_norm: plain", x => nn.functional.batch_norm(x[0], null, null, training: true), x => Normalised(x[0], new([2], [1, 1]), new([2], [0, 0]), 1e-5), [4, 2]),
        new("batch_norm: running", x => nn.functional.batch_norm(x[0], x[1], x[2], x[3], x[4], eps: 0.1), x => x[0].With(x[1].Reshape(2, 1), (a, b) => a - b).With(x[2].Reshape(2, 1), (a, b) => a / Math.Sqrt(b + 0.1)).With(x[3].Reshape(2, 1), (a, b) => a * b).With(x[4].Reshape(2, 1), (a, b) => a + b), [3, 2, 4], [2], [2], [2], [2]) { Positive = true },
    ];

    private static readonly Dictionary<string, string> NotDifferentiated = new()
    {
        [nameof(Tensor.detach)] = "Cuts the gradient; AutogradTest.",
        [nameof(Tensor.requires_grad_)] = "No operation; AutogradTest.",
        [nameof(Tensor.MoveToOuterDisposeScope)] = "No operation; DisposeScopeTest.",
        [nameof(Tensor.DetachFromDisposeScope)] = "No operation; DisposeScopeTest.",
        [nameof(Tensor.gt)] = "Gives a mask.",
        [nameof(Tensor.lt)] = "Gives a mask.",
        [nameof(Tensor.ge)] = "Gives a mask.",
        [nameof(Tensor.le)] = "Gives a mask.",
        [nameof(Tensor.eq)] = "Gives a mask.",
        [nameof(Tensor.ne)] = "Gives a mask.",
        [nameof(Tensor.isnan)] = "Gives a mask.",
        [nameof(Tensor.isfinite)] = "Gives a mask.",
        [nameof(Tensor.logical_and)] = "Gives a mask.",
        [nameof(Tensor.logical_or)] = "Gives a mask.",
        [nameof(Tensor.logical_not)] = "Gives a mask.",
        [nameof(Tensor.any)] = "Gives a mask.",
        [nameof(Tensor.all)] = "Gives a mask.",
        [nameof(Tensor.argmax)] = "Gives positions.",
        [nameof(Tensor.argmin)] = "Gives positions.",
        [nameof(Tensor.argsort)] = "Gives positions.",
        [nameof(tensor)] = "Makes a leaf.",
        [nameof(zeros)] = "Makes a leaf.",
        [nameof(ones)] = "Makes a leaf.",
        [nameof(full)] = "Makes a leaf.",
        [nameof(zeros_like)] = "Makes a leaf.",
        [nameof(ones_like)] = "Makes a leaf.",
    };

    [TestCaseSource(nameof(Cases))]
    public void Operation_ContiguousOrPermutedInputs_HasTheValueAndGradientsOfTheDoubleFunction(Case operation)
    {
        foreach (var permuted in new[] { false, true })
        {
            using var scope = NewDisposeScope();
            var random = new Lcg(12);
            Dense[] points = [.. operation.Shapes.Select((shape, i) => Dense.Spread(random, shape, operation.Positive, first: 0.21 + (0.06 * i)))];
            var inputs = points.Select(point => permuted ? Permuted(point) : point.ToTensor().requires_grad_()).ToArray();
            var output = operation.Tensors(inputs);
            var value = operation.Numbers(points);
            var weights = Dense.Spread(random, value.Shape);
            var directions = points.Select(point => Dense.Spread(random, point.Shape)).ToArray();

            var gradients = autograd.grad([(output * weights.ToTensor()).sum()], inputs, retain_graph: true, create_graph: true);
            var along = gradients.Zip(directions, (gradient, direction) => (gradient * direction.ToTensor()).sum()).Aggregate((a, b) => a + b);
            var second = along.requires_grad ? autograd.grad([along], inputs, allow_unused: true) : null;

            double Weighted(Dense[] at) => operation.Numbers(at).Values.Zip(weights.Values, (a, b) => a * b).Sum();
            var expected = Slopes(Weighted, points, Step);
            var ahead = Slopes(Weighted, Moved(points, directions, Step * 10), Step * 10);
            var behind = Slopes(Weighted, Moved(points, directions, -Step * 10), Step * 10);
            Assert.Multiple(() =>
            {
                AssertClose(output, value, "value");
                for (var i = 0; i < inputs.Length; i++)
                {
                    AssertClose(gradients[i], expected[i], $"gradient {i}");
                    AssertClose(
                        second is null || second[i].IsInvalid ? zeros_like(inputs[i]) : second[i],
                        ahead[i].With(behind[i], (a, b) => (a - b) / (Step * 20)),
                        $"second-order gradient {i}");
                }
            });
        }
    }

    [Test]
    public void Cases_CoverEveryPublicOperation()
    {
        var covered = Cases.Select(operation => operation.Operation).Concat(NotDifferentiated.Keys).ToHashSet();

        Assert.That(PublicOperations.Where(name => !covered.Contains(name)), Is.Empty, "a case here, or a reason in NotDifferentiated");
    }

    [Test]
    public void Cases_NameOnlyPublicOperations() =>
        Assert.That(Cases.Select(operation => operation.Operation).Concat(NotDifferentiated.Keys).Except(PublicOperations), Is.Empty);

    // A function that is linear in its inputs would leave the second derivative untested, however wrong: square it.
    [Test]
    public void Cases_OfEveryOperation_IncludeOneWithASecondDerivative() =>
        Assert.That(Cases.GroupBy(operation => operation.Operation).Where(forms => !forms.Any(form => form.HasSecondDerivative())).Select(forms => forms.Key), Is.Empty);

    // What users read about the engine is what this test does.
    [Test]
    public void TableOfTheDocumentation_ListsWhatIsCheckedHere()
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "engine.md");
        const string Begin = "<!-- operations: written by GradientsTest -->\n", End = "<!-- end of operations -->\n";
        var text = File.ReadAllText(file);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = Table();
        if (text[start..end] == table) return;

        var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, "engine.md.received");
        File.WriteAllText(received, text[..start] + table + text[end..]);
        Assert.Fail($"The table of operations in docs/engine.md is not what is checked. If the new one is right:\n  cp '{received}' '{file}'");
    }

    private static IEnumerable<string> PublicOperations => (
        from type in new[] { typeof(Tensor), typeof(torch), typeof(nn.functional) }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where ReturnsTensors(method.ReturnType) && !method.Name.StartsWith("op_", StringComparison.Ordinal)
        where !method.Name.EndsWith('_') || method.Name == nameof(Tensor.requires_grad_)
        select method.Name.Replace("get_", "", StringComparison.Ordinal)).Distinct();

    private static string Table()
    {
        var differentiated = Cases.GroupBy(operation => operation.Operation).OrderBy(forms => forms.Key, StringComparer.Ordinal)
            .Select(forms => $"| `{forms.Key}` | {forms.Count()} | yes | yes |\n");
        var others = NotDifferentiated.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"| `{pair.Key}` | | {pair.Value.Split(';')[0].TrimEnd('.')} | |\n");
        return "| operation | cases | gradient checked | gradient of the gradient checked |\n| --- | ---: | --- | --- |\n"
            + string.Concat(differentiated) + string.Concat(others);
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static bool ReturnsTensors(Type type) => type == typeof(Tensor) || type == typeof(Tensor[]) || type == typeof((Tensor, Tensor));

    /// <summary>A tensor of the given numbers whose dimensions lie in memory in reverse order.</summary>
    private static Tensor Permuted(Dense point)
    {
        var reverse = Enumerable.Range(0, point.Rank).Reverse().ToArray();
        return point.Permute(reverse).ToTensor().requires_grad_().permute([.. reverse.Select(d => (long)d)]);
    }

    private static Dense[] Slopes(Func<Dense[], double> f, Dense[] at, double step) =>
    [
        .. at.Select((point, which) => new Dense(
            point.Shape, [.. point.Values.Select((_, place) => (f(Nudged(at, which, place, step)) - f(Nudged(at, which, place, -step))) / (2 * step))])),
    ];

    private static Dense[] Nudged(Dense[] points, int which, int place, double by)
    {
        var values = points[which].Values.ToArray();
        values[place] += by;
        return [.. points.Select((point, i) => i == which ? point with { Values = values } : point)];
    }

    private static Dense[] Moved(Dense[] points, Dense[] directions, double by) =>
        [.. points.Zip(directions, (point, direction) => point.With(direction, (a, b) => a + (by * b)))];

    private static void AssertClose(Tensor actual, Dense expected, string what)
    {
        Assert.That(actual.shape, Is.EqualTo(expected.Shape), $"{what}: shape");
        var values = actual.data<float>().ToArray();
        var largest = expected.Values.Max(Math.Abs);
        for (var i = 0; i < values.Length; i++)
        {
            var tolerance = (Relative * Math.Abs(expected.Values[i])) + (OfLargest * largest) + 1e-5;
            Assert.That(values[i], Is.EqualTo(expected.Values[i]).Within(tolerance), $"{what}, element {i}");
        }
    }

    private static Dense Numbers(double number) => new([], [number]);

    private static Dense Batch(Dense matrix) => matrix.Reshape([1, .. matrix.Shape]);

    private static Dense Matrix(Dense batch) => batch.Reshape(batch.Shape[1..]);

    private static double Variance(double[] numbers) => numbers.Sum(number => Math.Pow(number - numbers.Average(), 2));

    private static Dense CityBlock(Dense a, Dense b) =>
        a.Reshape(a.Shape[0], a.Shape[1], 1, a.Shape[2]).With(b.Reshape(b.Shape[0], 1, b.Shape[1], b.Shape[2]), (x, y) => Math.Abs(x - y)).Sum(3);

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

    private static long PlaceOf(long position) => position switch { 0 => 2, 1 => 0, 2 => 2, _ => 1 };

    private static long PlaceOfLine(long[] index) => ((2 * index[0]) + index[1] + (index[2] * index[2])) % 3;

    private static double Pixel(Dense x, long n, long channel, long row, long column) =>
        row >= 0 && row < x.Shape[2] && column >= 0 && column < x.Shape[3] ? x[n, channel, row, column] : 0;

    private static long Outputs(long size, long kernel, long stride, long padding) => ((size + (2 * padding) - kernel) / stride) + 1;

    private static Dense Convolved(Dense x, Dense w, Dense bias, (long Row, long Column) stride, (long Row, long Column) padding) => Dense.Of(
        [x.Shape[0], w.Shape[0], Outputs(x.Shape[2], w.Shape[2], stride.Row, padding.Row), Outputs(x.Shape[3], w.Shape[3], stride.Column, padding.Column)],
        i => bias[i[1]] + Dense.Indices(w.Shape[1..]).Sum(t =>
            w[i[1], t[0], t[1], t[2]] * Pixel(x, i[0], t[0], (i[2] * stride.Row) - padding.Row + t[1], (i[3] * stride.Column) - padding.Column + t[2])));

    /// <summary>Every input number scatters its filter: the sum over all inputs and taps that hit a place.</summary>
    private static Dense Scattered(Dense x, Dense w, Dense bias, (long Row, long Column) stride, (long Row, long Column) cut, (long Row, long Column) more) => Dense.Of(
        [
            x.Shape[0], w.Shape[1], ((x.Shape[2] - 1) * stride.Row) - (2 * cut.Row) + w.Shape[2] + more.Row,
            ((x.Shape[3] - 1) * stride.Column) - (2 * cut.Column) + w.Shape[3] + more.Column,
        ],
        i => bias[i[1]] + Dense.Indices([x.Shape[1], x.Shape[2], x.Shape[3], w.Shape[2], w.Shape[3]])
            .Where(t => (t[1] * stride.Row) + t[3] - cut.Row == i[2] && (t[2] * stride.Column) + t[4] - cut.Column == i[3])
            .Sum(t => x[i[0], t[0], t[1], t[2]] * w[t[0], i[1], t[3], t[4]]));

    private static Dense Columns(Dense x, (long Row, long Column) kernel, (long Row, long Column) stride, (long Row, long Column) padding)
    {
        var columns = Outputs(x.Shape[3], kernel.Column, stride.Column, padding.Column);
        var area = kernel.Row * kernel.Column;
        return Dense.Of(
            [x.Shape[0], x.Shape[1] * area, Outputs(x.Shape[2], kernel.Row, stride.Row, padding.Row) * columns],
            i => Pixel(
                x,
                i[0],
                i[1] / area,
                (i[2] / columns * stride.Row) - padding.Row + (i[1] % area / kernel.Column),
                (i[2] % columns * stride.Column) - padding.Column + (i[1] % kernel.Column)));
    }

    /// <summary>The sum of all column elements that <see cref="Columns"/> takes from a pixel, found by marking that pixel.</summary>
    private static Dense Folded(Dense columns, (long Row, long Column) size, (long Row, long Column) kernel, (long Row, long Column) stride, (long Row, long Column) padding)
    {
        long[] shape = [columns.Shape[0], columns.Shape[1] / (kernel.Row * kernel.Column), size.Row, size.Column];
        return Dense.Of(shape, pixel => Columns(Dense.Of(shape, i => i.SequenceEqual(pixel) ? 1 : 0), kernel, stride, padding)
            .With(columns, (mark, value) => mark * value).Values.Sum());
    }

    /// <summary>-log of the softmax at each row's class.</summary>
    private static Dense Surprises(Dense logits) => Dense.Of(
        [logits.Shape[0]], i => Math.Log(Enumerable.Range(0, (int)logits.Shape[1]).Sum(c => Math.Exp(logits[i[0], c]))) - logits[i[0], PlaceOf(i[0])]);

    private static Dense BinarySurprises(Dense logits, Dense targets) =>
        logits.With(targets, (a, t) => -((t * Math.Log(1 / (1 + Math.Exp(-a)))) + ((1 - t) * Math.Log(1 / (1 + Math.Exp(a))))));

    private static Dense Normalised(Dense x, Dense weight, Dense bias, double eps)
    {
        int[] others = [0, .. Enumerable.Range(2, x.Rank - 2)];
        long[] channels = [weight.Shape[0], .. Enumerable.Repeat(1L, x.Rank - 2)];
        var centred = x.With(x.Reduce(others, true, n => n.Average()), (a, b) => a - b);
        return centred.With(x.Reduce(others, true, n => Variance(n) / n.Length), (a, b) => a / Math.Sqrt(b + eps))
            .With(weight.Reshape(channels), (a, b) => a * b).With(bias.Reshape(channels), (a, b) => a + b);
    }

    /// <summary>An operation, written for tensors and for arrays of doubles.</summary>
    public sealed class Case
    {
        internal Case(string name, Func<Tensor[], Tensor> tensors, Func<Dense[], Dense> numbers, params long[][] shapes) =>
            (Name, Tensors, Numbers, Shapes) = (name, tensors, numbers, shapes);

        internal string Name { get; }

        /// <summary>The public operation that the case is for.</summary>
        internal string Operation => Name.Split(':')[0];

        internal Func<Tensor[], Tensor> Tensors { get; }

        internal Func<Dense[], Dense> Numbers { get; }

        internal long[][] Shapes { get; }

        /// <summary>Whether the function exists for positive numbers only.</summary>
        internal bool Positive { get; init; }

        /// <summary>Whether the function has a second derivative somewhere: the curvature along the line on which every input grows alike.</summary>
        internal bool HasSecondDerivative()
        {
            var random = new Lcg(12);
            Dense[] at = [.. Shapes.Select((shape, i) => Dense.Spread(random, shape, Positive, first: 0.21 + (0.06 * i)))];
            Dense[] directions = [.. Shapes.Select(shape => Dense.Spread(random, shape))];
            var (ahead, here, behind) = (Numbers(Moved(at, directions, Step)), Numbers(at), Numbers(Moved(at, directions, -Step)));
            return ahead.Values.Zip(here.Values, behind.Values).Any(three => Math.Abs(three.First - (2 * three.Second) + three.Third) / (Step * Step) > 1e-3);
        }

        /// <summary>Names the test.</summary>
        public override string ToString() => Name;
    }
}
