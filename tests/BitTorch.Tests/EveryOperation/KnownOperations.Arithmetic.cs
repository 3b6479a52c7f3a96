using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>Sums, differences, products and quotients, element by element.</content>
internal static partial class KnownOperations
{
    private static OperationRow[] Arithmetic() =>
    [
        new(
            "add",
            OfTwo((x, y) => x + y),
            OfTwo((x, y) => x.add(y, 0.5)),
            OfNumbers(x => x + 1),
            OfNumbers(x => x.add(x, double.NaN)))
        {
            Gradients =
            [
                new("", x => x[0] + x[1], x => x[0].With(x[1], (a, b) => a + b), [2, 3, 4], [3, 1]),
                new("method", x => x[0].add(x[1]), x => x[0].With(x[1], (a, b) => a + b), [2, 3, 4], [2, 1, 4]),
                new("scaled", x => x[0].add(x[1], -0.7), x => x[0].With(x[1], (a, b) => a - (0.7 * b)), [3, 1], [2, 3, 4]),
                new("number", x => 0.5 + x[0].add(2).square(), x => x[0].Map(a => 0.5 + ((a + 2) * (a + 2))), [2, 3, 4]),
            ],
            Goldens = { ["add_broadcast"] = x => x[0] + x[1] },
        },
        new("sub", OfTwo((x, y) => x - y), OfNumbers(x => 1 - x))
        {
            Gradients =
            [
                new("", x => (x[0] - x[1]).square(), x => x[0].With(x[1], (a, b) => (a - b) * (a - b)), [2, 1, 4], [2, 3, 1]),
                new("number", x => (0.5 - x[0].sub(2)).square(), x => x[0].Map(a => (2.5 - a) * (2.5 - a)), [2, 3, 4]),
            ],
            Goldens = { ["sub_broadcast"] = x => x[0] - x[1] },
        },
        new("mul", OfTwo((x, y) => x * y), OfNumbers(x => x * 2))
        {
            Gradients =
            [
                new("", x => x[0] * x[1], x => x[0].With(x[1], (a, b) => a * b), [2, 3, 4], [4]),
                new("by itself", x => x[0].mul(x[0]), x => x[0].Map(a => a * a), [2, 3, 4]),
                new("number", x => 3 * x[0].mul(0.5).square(), x => x[0].Map(a => 0.75 * a * a), [2, 3, 4]),
            ],
            Goldens = { ["mul_broadcast"] = x => x[0] * x[1] },
        },
        new("div", OfTwo((x, y) => x / y), OfNumbers(x => 2 / x), OfNumbers(x => x / 0))
        {
            Gradients =
            [
                new("", x => x[0] / x[1], x => x[0].With(x[1], (a, b) => a / b), [2, 3, 4], [2, 1, 4]),
                new("by a number", x => x[0].div(4).square(), x => x[0].Map(a => a * a / 16), [2, 3, 4]),
                new("of a number", x => 2 / x[0], x => x[0].Map(a => 2 / a), [2, 3, 4]),
            ],
            Goldens = { ["div_broadcast"] = x => x[0] / x[1] },
        },
        new("neg", OfNumbers(x => -x))
        {
            Gradients = [new("", x => x[0].neg().square() + -x[0], x => x[0].Map(a => (a * a) - a), [2, 3, 4])],
            Goldens = { ["neg"] = x => -x[0] },
        },
        new("maximum", OfTwo((x, y) => x.maximum(y)), OfTwo(maximum))
        {
            Gradients =
            [
                new("", x => x[0].maximum(x[1]).square(), x => x[0].With(x[1], (a, b) => Math.Pow(Math.Max(a, b), 2)), [2, 3, 4], [3, 1]),
                new(
                    "function",
                    x => maximum(x[1], x[0]).square(),
                    x => x[1].With(x[0], (a, b) => Math.Pow(Math.Max(a, b), 2)),
                    [3, 4],
                    [3, 1]),
            ],
            Goldens = { ["maximum"] = x => maximum(x[0], x[1]) },
        },
    ];
}
