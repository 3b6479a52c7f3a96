using System.Text.Json;

namespace BitTorch.Tests;

/// <summary>Operations against Goldens/operations.json: float64 PyTorch's values, gradients of sum(w output), and gradients of sum(v gradients).</summary>
public sealed class OperationGoldensTest
{
    /// <summary>float32 against float64 over sums of at most 60 terms: a few units in the last place (6e-8 each).</summary>
    private const double Relative = 2e-5;

    /// <summary>Near zero, relative to the case's largest number: cancellation leaves rounding errors of the terms.</summary>
    private const double OfLargest = 2e-6;

    private static readonly JsonElement Goldens = Load();

    private static readonly JsonElement Cases = Goldens.GetProperty("cases");

    private static readonly JsonElement Indexes = Goldens.GetProperty("indices");

    private static Tensor Indices => Whole("index_select_dim1 and cross_entropy");

    private static Tensor GatherIndices => Whole("gather_dim1");

    private static Tensor Mask => Whole("where mask").to(@bool);

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Operations = new()
    {
        ["add_broadcast"] = x => x[0] + x[1],
        ["sub_broadcast"] = x => x[0] - x[1],
        ["mul_broadcast"] = x => x[0] * x[1],
        ["div_broadcast"] = x => x[0] / x[1],
        ["neg"] = x => -x[0],
        ["exp"] = x => x[0].exp(),
        ["log"] = x => x[0].log(),
        ["sqrt"] = x => x[0].sqrt(),
        ["square"] = x => x[0].square(),
        ["pow_3"] = x => x[0].pow(3),
        ["abs"] = x => x[0].abs(),
        ["reciprocal"] = x => x[0].reciprocal(),
        ["rsqrt"] = x => x[0].rsqrt(),
        ["relu"] = x => nn.functional.relu(x[0]),
        ["leaky_relu_0.2"] = x => nn.functional.leaky_relu(x[0], 0.2),
        ["tanh"] = x => x[0].tanh(),
        ["sigmoid"] = x => x[0].sigmoid(),
        ["softplus"] = x => nn.functional.softplus(x[0]),
        ["sin"] = x => x[0].sin(),
        ["cos"] = x => x[0].cos(),
        ["log_softmax_last"] = x => x[0].log_softmax(-1),
        ["softmax_last"] = x => x[0].softmax(-1),
        ["logsumexp_last"] = x => x[0].logsumexp(-1),
        ["sum_all"] = x => x[0].sum(),
        ["sum_dim1"] = x => x[0].sum(dim: 1),
        ["sum_dims02_keep"] = x => x[0].sum([0, 2], keepdim: true),
        ["mean_dim2"] = x => x[0].mean([2L]),
        ["var_dim1_unbiased"] = x => x[0].var(1),
        ["var_dim1_biased"] = x => x[0].var(1, unbiased: false),
        ["std_dim1"] = x => x[0].std(1),
        ["norm_dim2"] = x => x[0].norm(dim: 2),
        ["amax_dim1"] = x => x[0].amax(1),
        ["amin_dim2"] = x => x[0].amin(2),
        ["maximum"] = x => maximum(x[0], x[1]),
        ["minimum"] = x => minimum(x[0], x[1]),
        ["clamp"] = x => x[0].clamp(-0.5, 0.8),
        ["bmm"] = x => x[0].bmm(x[1]),
        ["baddbmm"] = x => x[0].baddbmm(x[1], x[2]),
        ["bmm_tn"] = x => x[0].transpose(1, 2).bmm(x[1]),
        ["bmm_nt"] = x => x[0].bmm(x[1].transpose(1, 2)),
        ["matmul_2d"] = x => x[0].matmul(x[1]),
        ["linear"] = x => nn.functional.linear(x[0], x[1], x[2]),
        ["cat_dim1"] = x => cat([x[0], x[1]], 1),
        ["stack_dim0"] = x => stack([x[0], x[1]], 0),
        ["narrow"] = x => x[0].narrow(1, 1, 2),
        ["permute"] = x => x[0].permute(2, 0, 1),
        ["reshape"] = x => x[0].transpose(0, 1).reshape(4, 15),
        ["expand"] = x => x[0].expand(3, 4, 5),
        ["where"] = x => where(Mask, x[0], x[1]),
        ["index_select_dim1"] = x => x[0].index_select(1, Indices),
        ["gather_dim1"] = x => x[0].gather(1, GatherIndices),
        ["unfold_k3_s2_p1"] = x => nn.functional.unfold(x[0], 3, padding: 1, stride: 2),
        ["fold_k4_s2_p1"] = x => nn.functional.fold(x[0], 6, 4, padding: 1, stride: 2),
        ["conv2d_k4_s2_p1"] = x => nn.functional.conv2d(x[0], x[1], x[2], strides: [2], padding: [1]),
        ["conv2d_k3_s1_p1"] = x => nn.functional.conv2d(x[0], x[1], x[2], padding: [1]),
        ["conv_transpose2d_k4_s2_p1"] = x => nn.functional.conv_transpose2d(x[0], x[1], x[2], strides: [2], padding: [1]),
        ["batch_norm_training"] = x => nn.functional.batch_norm(x[0], null, null, x[1], x[2], training: true),
        ["cross_entropy"] = x => nn.functional.cross_entropy(x[0], Indices),
        ["bce_with_logits"] = x => nn.functional.binary_cross_entropy_with_logits(x[0], x[1].sigmoid()),
        ["dft2_real_imag"] = x => FourierTransform(x[0]),
    };

    private static IEnumerable<string> Names => Operations.Keys;

    [TestCaseSource(nameof(Names))]
    public void Operation_ValueAndGradientsOfBothOrders_EqualPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var expected = Cases.GetProperty(name);
        var inputs = Tensors(expected.GetProperty("inputs"));
        foreach (var input in inputs)
            input.requires_grad_();

        var output = Operations[name](inputs);
        var gradients = autograd.grad([(Read(expected.GetProperty("w")) * output).sum()], inputs, retain_graph: true, create_graph: true);
        var weighted = gradients.Zip(Tensors(expected.GetProperty("v")), (gradient, v) => (gradient * v).sum()).Where(sum => sum.requires_grad).ToArray();
        var second = weighted.Length == 0 ? [] : autograd.grad(weighted, inputs, allow_unused: true);

        Assert.Multiple(() =>
        {
            AssertEqual(output, expected.GetProperty("output"), "value");
            for (var i = 0; i < inputs.Length; i++)
            {
                AssertEqual(gradients[i], expected.GetProperty("gradients")[i], $"gradient {i}");
                AssertEqual(second.Count == 0 || second[i].IsInvalid ? zeros_like(inputs[i]) : second[i], expected.GetProperty("second")[i], $"second-order gradient {i}");
            }
        });
    }

    /// <summary>Real and imaginary part of 1/6 sum over u, v of x[u, v] e^(-2 pi i (k u + l v) / 6), through products with the cosines and sines.</summary>
    private static Tensor FourierTransform(Tensor x)
    {
        using var turns = tensor([.. Enumerable.Range(0, 36).Select(i => (float)(2 * Math.PI / 6 * (i / 6 * (i % 6) % 6)))], [1, 6, 6]);
        var (cosine, sine) = (turns.cos().expand(2, 6, 6), turns.sin().expand(2, 6, 6));
        var (real, imaginary) = (cosine.bmm(x), sine.bmm(x).neg());
        return stack([real.bmm(cosine).add(imaginary.bmm(sine)), imaginary.bmm(cosine).sub(real.bmm(sine))], -1).div(6);
    }

    private static Tensor Whole(string name)
    {
        var element = Indexes.GetProperty(name);
        var values = element.ValueKind == JsonValueKind.Array ? element : element.GetProperty("values");
        long[] numbers = [.. values.EnumerateArray().Select(value => value.GetInt64())];
        return tensor(numbers, element.ValueKind == JsonValueKind.Array ? [numbers.Length] : ShapeOf(element));
    }

    private static void AssertEqual(Tensor actual, JsonElement expected, string what)
    {
        var numbers = expected.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var largest = numbers.Max(Math.Abs);
        Assert.That(actual.shape, Is.EqualTo(ShapeOf(expected)), $"{what}: shape");
        var values = actual.data<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
            Assert.That(values[i], Is.EqualTo(numbers[i]).Within(Math.Max(Relative * Math.Abs(numbers[i]), OfLargest * largest)), $"{what}, element {i}");
    }

    private static Tensor[] Tensors(JsonElement list) => [.. list.EnumerateArray().Select(Read)];

    private static Tensor Read(JsonElement element) =>
        tensor([.. element.GetProperty("values").EnumerateArray().Select(value => (float)value.GetDouble())], ShapeOf(element));

    private static long[] ShapeOf(JsonElement element) => [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "operations.json")));
        return document.RootElement.Clone();
    }
}
