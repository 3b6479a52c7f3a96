using static BitTorch.Tests.EveryOperation.Attempts;

namespace BitTorch.Tests.EveryOperation;

/// <content>Functions of one number, element by element.</content>
internal static partial class KnownOperations
{
    private static OperationRow[] Functions() =>
    [
        new("reciprocal", OfNumbers(x => x.reciprocal()))
        {
            Gradients = [new("", x => x[0].reciprocal(), x => x[0].Map(a => 1 / a), [2, 3, 4])],
            Goldens = { ["reciprocal"] = x => x[0].reciprocal() },
        },
        new("square", OfNumbers(x => x.square()))
        {
            Gradients = [new("", x => x[0].square(), x => x[0].Map(a => a * a), [2, 3, 4])],
            Goldens = { ["square"] = x => x[0].square() },
        },
        new("sqrt", OfNumbers(x => x.sqrt()))
        {
            Gradients = [new("", x => x[0].sqrt(), x => x[0].Map(Math.Sqrt), [2, 3, 4]) { Positive = true }],
            Goldens = { ["sqrt"] = x => x[0].sqrt() },
        },
        new("rsqrt", OfNumbers(x => x.rsqrt()))
        {
            Gradients = [new("", x => x[0].rsqrt(), x => x[0].Map(a => 1 / Math.Sqrt(a)), [2, 3, 4]) { Positive = true }],
            Goldens = { ["rsqrt"] = x => x[0].rsqrt() },
        },
        new("abs", OfNumbers(x => x.abs()))
        {
            Gradients = [new("", x => x[0].abs() * x[0], x => x[0].Map(a => Math.Abs(a) * a), [2, 3, 4])],
            Goldens = { ["abs"] = x => x[0].abs() },
        },
        new("exp", OfNumbers(x => x.exp()))
        {
            Gradients = [new("", x => x[0].exp(), x => x[0].Map(Math.Exp), [2, 3, 4])],
            Goldens = { ["exp"] = x => x[0].exp() },
        },
        new("log", OfNumbers(x => x.log()))
        {
            Gradients = [new("", x => x[0].log(), x => x[0].Map(Math.Log), [2, 3, 4]) { Positive = true }],
            Goldens = { ["log"] = x => x[0].log() },
        },
        new("sin", OfNumbers(x => x.sin()))
        {
            Gradients = [new("", x => x[0].sin(), x => x[0].Map(Math.Sin), [2, 3, 4])],
            Goldens = { ["sin"] = x => x[0].sin() },
        },
        new("cos", OfNumbers(x => x.cos()))
        {
            Gradients = [new("", x => x[0].cos(), x => x[0].Map(Math.Cos), [2, 3, 4])],
            Goldens = { ["cos"] = x => x[0].cos() },
        },
        new("tanh", OfNumbers(x => x.tanh()), OfNumbers(x => nn.functional.tanh(x)))
        {
            Gradients = [new("", x => x[0].tanh() + nn.functional.tanh(x[0]), x => x[0].Map(a => 2 * Math.Tanh(a)), [2, 3, 4])],
            Goldens = { ["tanh"] = x => x[0].tanh() },
        },
        new("sigmoid", OfNumbers(x => x.sigmoid()), OfNumbers(x => nn.functional.sigmoid(x)))
        {
            Gradients =
            [
                new("", x => x[0].sigmoid() + nn.functional.sigmoid(x[0]), x => x[0].Map(a => 2 / (1 + Math.Exp(-a))), [2, 3, 4]),
            ],
            Goldens = { ["sigmoid"] = x => x[0].sigmoid() },
        },
        new("relu", OfNumbers(x => x.relu()), OfNumbers(x => nn.functional.relu(x)))
        {
            Gradients = [new("", x => x[0].relu() * nn.functional.relu(x[0]), x => x[0].Map(a => a > 0 ? a * a : 0), [2, 3, 4])],
            Goldens = { ["relu"] = x => nn.functional.relu(x[0]) },
        },
        new("leaky_relu", OfNumbers(x => x.leaky_relu(0.1)), OfNumbers(x => nn.functional.leaky_relu(x)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].leaky_relu(0.2) * nn.functional.leaky_relu(x[0], 0.3),
                    x => x[0].Map(a => a > 0 ? a * a : 0.06 * a * a),
                    [2, 3, 4]),
            ],
            Goldens = { ["leaky_relu_0.2"] = x => nn.functional.leaky_relu(x[0], 0.2) },
        },
        new("elu", OfNumbers(x => x.elu()), OfNumbers(x => nn.functional.elu(x, 0.7)))
        {
            Gradients =
            [
                new(
                    "",
                    x => x[0].elu() + nn.functional.elu(x[0], 0.7),
                    x => x[0].Map(a => a > 0 ? 2 * a : 1.7 * (Math.Exp(a) - 1)),
                    [2, 3, 4]),
            ],
        },
        new("softplus", OfNumbers(x => x.softplus()), OfNumbers(x => x.softplus(2)), OfNumbers(x => nn.functional.softplus(x)))
        {
            Gradients =
            [
                new("", x => x[0].softplus() + nn.functional.softplus(x[0]), x => x[0].Map(a => 2 * Math.Log(1 + Math.Exp(a))), [2, 3, 4]),
                new("sharper", x => x[0].softplus(3), x => x[0].Map(a => Math.Log(1 + Math.Exp(3 * a)) / 3), [2, 3, 4]),
            ],
            Goldens = { ["softplus"] = x => nn.functional.softplus(x[0]) },
        },
        new("clamp", OfNumbers(x => x.clamp(-1, 1)))
        {
            Gradients =
            [
                new("", x => x[0].clamp(-0.4, 1.05).square(), x => x[0].Map(a => Math.Pow(Math.Clamp(a, -0.4, 1.05), 2)), [2, 3, 4]),
            ],
            Goldens = { ["clamp"] = x => x[0].clamp(-0.5, 0.8) },
        },
        new(
            "to",
            draw =>
            {
                var (type, copy) = (draw.Pick(float32, int64, @bool, (ScalarType)7), draw.Chance(2));
                var whole = type != int64 || !draw.IsNumber || draw.X.data<float>().ToArray().All(float.IsFinite);
                return new(() => draw.X.to(type, copy), type != (ScalarType)7 && whole ? draw.Shape : null, $"{type}");
            })
        {
            Gradients = [new("", x => x[0].to(float32, copy: true).square() * x[0].to(float32), x => x[0].Map(a => a * a * a), [2, 3, 4])],
        },
    ];
}
