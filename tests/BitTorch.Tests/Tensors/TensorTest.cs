using System.Reflection;

namespace BitTorch.Tests.Tensors;

/// <summary>What every tensor answers about itself, reading of numbers, and the use of disposed tensors.</summary>
public sealed class TensorTest
{
    private static readonly string[] MeantForDisposedTensors =
        [nameof(Tensor.Dispose), nameof(Tensor.IsInvalid), nameof(Tensor.MoveToOuterDisposeScope), nameof(Tensor.DetachFromDisposeScope)];

    private DisposeScope scope = null!;

    private static IEnumerable<TestCaseData> MethodsOnTensors() =>
        from type in new[] { typeof(Tensor), typeof(torch), typeof(nn.functional), typeof(autograd) }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !MeantForDisposedTensors.Contains(OperationName(method))
        from place in Enumerable.Range(method.IsStatic ? 0 : -1, method.GetParameters().Length + (method.IsStatic ? 0 : 1))
        where place < 0 || HoldsTensors(method.GetParameters()[place].ParameterType)
        from size in new[] { 3L, 0L }
        select new TestCaseData(method, place, size).SetArgDisplayNames(
            $"{type.Name}.{method}", place < 0 ? "this" : method.GetParameters()[place].Name!, $"[2, {size}]");

    [SetUp]
    public void Open() => scope = NewDisposeScope();

    [TearDown]
    public void Close() => scope.Dispose();

    [TestCaseSource(nameof(MethodsOnTensors))]
    public void Operation_OnADisposedTensor_ThrowsNamingTheOperation(MethodInfo method, int place, long size)
    {
        var alive = ones([2, size]);
        var disposed = ones([2, size]).requires_grad_(method.Name == nameof(autograd.grad));
        disposed.Dispose();
        if (method.IsGenericMethodDefinition) method = method.MakeGenericMethod(typeof(float));
        var arguments = method.GetParameters().Select((parameter, i) => Argument(parameter, i == place ? disposed : alive)).ToArray();

        var self = method.IsStatic ? null : place < 0 ? disposed : alive;

        var error = Assert.Throws<TargetInvocationException>(() => method.Invoke(self, arguments))!.InnerException;

        Assert.That(error, Is.InstanceOf<ObjectDisposedException>());
        Assert.That(error!.Message, Does.StartWith($"{OperationName(method)}: ").And.Contain($"[2, {size}]"));
    }

    [Test]
    public void Disposal_LeavesAnInvalidTensorThatCanBeMovedAndDisposedAgain()
    {
        var x = ones([2]);
        Assert.That(x.IsInvalid, Is.False);

        x.Dispose();
        x.Dispose();

        Assert.That(x.IsInvalid);
        Assert.That(x.MoveToOuterDisposeScope().DetachFromDisposeScope(), Is.SameAs(x));
    }

    [Test]
    public void Accessor_OfATensorDisposedLater_Throws()
    {
        var x = ones([2]);
        var accessor = x.data<float>();
        x.Dispose();

        Assert.That(() => accessor.ToArray(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => accessor.Count, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Metadata_OfATransposedTensor_DescribesTheView()
    {
        var x = zeros([2, 3, 4]).transpose(0, 2);

        Assert.Multiple(() =>
        {
            Assert.That(x.shape, Is.EqualTo(new long[] { 4, 3, 2 }));
            Assert.That((x.stride(0), x.stride(1), x.stride(-1)), Is.EqualTo((1L, 4L, 12L)));
            Assert.That((x.ndim, x.dim(), x.numel(), x.size(0), x.size(-1)), Is.EqualTo((3L, 3L, 24L, 4L, 2L)));
            Assert.That(x.is_contiguous(), Is.False);
            Assert.That((x.dtype, x.device), Is.EqualTo((ScalarType.Float32, CPU)));
        });
    }

    [Test]
    public void Shape_ChangedByItsReader_LeavesTheTensorAlone()
    {
        var x = zeros([2, 3]);

        x.shape[0] = 7;

        Assert.That(x.shape, Is.EqualTo(new long[] { 2, 3 }));
    }

    [Test]
    public void Tensor_MadeFromAnArray_CopiesIt()
    {
        float[] numbers = [1, 2];
        var x = tensor(numbers, [2]);

        numbers[0] = 5;

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void Creation_FillsWithTheNumberAskedFor() => Assert.Multiple(() =>
    {
        Assert.That(zeros([2, 2]).data<float>().ToArray(), Is.EqualTo(new float[4]));
        Assert.That(ones([3]).data<float>().ToArray(), Is.EqualTo(new float[] { 1, 1, 1 }));
        Assert.That(full([2], 2.5).data<float>().ToArray(), Is.EqualTo(new[] { 2.5f, 2.5f }));
        Assert.That(zeros_like(ones([2])).data<float>().ToArray(), Is.EqualTo(new float[2]));
        Assert.That(ones_like(zeros([2]).expand(3, 2)).data<float>().ToArray(), Is.All.EqualTo(1));
        Assert.That(tensor(7f).item<float>(), Is.EqualTo(7));
        Assert.That(zeros([0, 5]).numel(), Is.Zero);
    });

    [Test]
    public void Tensor_CountThatIsNotTheShapes_ThrowsWithBoth() =>
        Assert.That(
            () => tensor([1f, 2f], [3]),
            Throws.ArgumentException.With.Message.StartsWith("tensor: 2 numbers were given for shape [3], which holds 3."));

    [Test]
    public void Creation_NegativeSize_Throws() =>
        Assert.That(() => zeros([2, -1]), Throws.ArgumentException.With.Message.Contains("[2, -1]"));

    [TestCase(1L << 31), TestCase(1L << 40), TestCase(long.MaxValue)]
    public void Creation_PastTheLargestTensor_ThrowsWithTheLimit(long size) =>
        Assert.That(() => zeros([2, size]), Throws.InstanceOf<OverflowException>().With.Message.Contains("1073741824"));

    [Test]
    public void Item_OfSeveralElements_ThrowsWithTheShape() =>
        Assert.That(
            () => zeros([2, 1]).item<float>(), Throws.ArgumentException.With.Message.StartsWith("item: the tensor has shape [2, 1]"));

    [Test]
    public void Item_OfAViewOfOneElement_IsThatElement() =>
        Assert.That(tensor([1f, 2f, 3f], [3]).narrow(0, 2, 1).item<float>(), Is.EqualTo(3));

    [Test]
    public void ItemAndData_OfAnotherType_ThrowWithAdvice()
    {
        Assert.That(() => ones([1]).item<double>(), Throws.ArgumentException.With.Message.Contains("item<float>()"));
        Assert.That(() => ones([1]).data<int>(), Throws.ArgumentException.With.Message.Contains("data<float>()"));
    }

    [Test]
    public void Data_CountsAndCopiesInRowMajorOrder()
    {
        var data = tensor([1f, 2f, 3f, 4f, 5f, 6f], [2, 3]).transpose(0, 1).data<float>();

        Assert.That(data.Count, Is.EqualTo(6));
        Assert.That(data.ToArray(), Is.EqualTo(new float[] { 1, 4, 2, 5, 3, 6 }));
    }

    [Test]
    public void ElementTypesAndNames_ThatDoNotExist_AreRefused()
    {
        Assert.That(() => zeros([1], (ScalarType)7), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("float32"));
        Assert.That(() => zeros([1], names: ["x"]), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("names"));
    }

    // What people read most: an error about shapes names the operation, both shapes and the rule.
    [Test]
    public void ShapeErrors_NameOperationShapesAndRule() => Assert.Multiple(() =>
    {
        var (a, b) = (zeros([2, 3]), zeros([2, 4]));
        AssertExplains(() => _ = a + b, "add: ", "[2, 3]", "[2, 4]", "equal or 1");
        AssertExplains(() => _ = a - b, "sub: ", "[2, 3]", "[2, 4]", "equal or 1");
        AssertExplains(() => a.maximum(b), "maximum: ", "[2, 3]", "[2, 4]", "equal or 1");
        AssertExplains(() => a.matmul(b), "matmul: ", "[2, 3]", "[2, 4]", "[m, k] and [k, n]");
        AssertExplains(() => a.unsqueeze(0).bmm(b.unsqueeze(0)), "bmm: ", "[1, 2, 3]", "[1, 2, 4]", "[R, m, k] and [R, k, n]");
        AssertExplains(() => zeros([5]).baddbmm(zeros([1, 2, 3]), zeros([1, 3, 4])), "baddbmm: ", "[5]", "[1, 2, 4]", "equal or 1");
        AssertExplains(
            () => zeros([2, 1, 2, 4]).baddbmm(zeros([1, 2, 3]), zeros([1, 3, 4]), alpha: 2),
            "baddbmm: ",
            "[2, 1, 2, 4]",
            "[1, 2, 4]",
            "cannot be added");
        AssertExplains(() => cat([a, b]), "cat: ", "[2, 3]", "[2, 4]", "equal but for dimension 0");
        AssertExplains(() => stack([a, b]), "stack: ", "[2, 3]", "[2, 4]", "equal");
        AssertExplains(() => cdist(a, b, p: 1), "cdist: ", "[2, 3]", "[2, 4]", "[..., P, D] and [..., Q, D]");
        AssertExplains(() => a.copy_(b), "copy_: ", "[2, 3]", "[2, 4]", "equal or 1");
        AssertExplains(() => zeros([1, 3]).add_(a), "add_: ", "[1, 3]", "[2, 3]", "does not broadcast");
        AssertExplains(() => a.addcmul_(a, b, 1), "addcmul_: ", "[2, 3]", "[2, 4]", "equal and contiguous");
        AssertExplains(() => a.gt(b), "gt: ", "[2, 3]", "[2, 4]", "equal or 1");
        AssertExplains(() => _ = (a > 0) >= 1, "ge: ", "bool", "1");
        AssertExplains(() => where(a > 0, a, b), "where: ", "[2, 3]", "[2, 4]", "equal or 1");
        AssertExplains(() => a.gather(1, zeros([3, 1], int64)), "gather: ", "[3, 1]", "[2, 3]", "but for dimension 1");
        AssertExplains(() => a.scatter_add(1, zeros([2, 3], int64), b), "scatter_add: ", "[2, 4]", "must be [2, 3]");
        AssertExplains(() => a.index_add(0, zeros([1], int64), b, 1), "index_add: ", "[2, 4]", "must be [1, 3]");
        AssertExplains(() => zeros([2, 0]).max(1), "max: ", "[2, 0]", "no elements");
        AssertExplains(() => a.log_softmax(2), "log_softmax: ", "-2 to 1");
        AssertExplains(() => a.std([2]), "std: ", "-2 to 1");
        AssertExplains(() => nn.functional.cross_entropy(a, zeros([3], int64)), "cross_entropy: ", "[2, 3]", "[3]", "[N, C] and [N]");
        AssertExplains(() => nn.functional.cross_entropy(a, tensor((long[])[0, 3])), "cross_entropy: ", "class 3", "0 to 2");
        AssertExplains(() => a.narrow(1, 2, 2), "narrow: ", "2 indices from 2 on", "[2, 3]", "leave dimension 1");
    });

    [Test]
    public void TypeErrors_NameOperationTypesAndRule() => Assert.Multiple(() =>
    {
        var (number, mask, index) = (zeros([2, 2]), zeros([2, 2], @bool), zeros([2, 2], int64));
        AssertExplains(() => _ = number + mask, "add: ", "float32 and bool", "both must be float32");
        AssertExplains(() => number.lt(index), "lt: ", "float32 and int64", "must be equal");
        AssertExplains(() => cat([number, index]), "cat: ", "float32 and int64", "must be equal");
        AssertExplains(() => stack([number, index]), "stack: ", "float32 and int64", "must be equal");
        AssertExplains(() => where(index, number, number), "where: ", "condition is int64", "must be bool");
        AssertExplains(() => number.index_select(0, number.flatten()), "index_select: ", "index is float32", "must be int64");
        AssertExplains(() => index.rsqrt(), "rsqrt: ", "int64", "must be float32");
        AssertExplains(() => mask.var(0), "var: ", "bool", "must be float32");
        AssertExplains(() => index.reciprocal(), "reciprocal: ", "int64", "must be float32");
        AssertExplains(
            () => nn.functional.cross_entropy(number, number.flatten()), "cross_entropy: ", "target is float32", "must be int64");
    });

    // Found here: both gave float32.
    [Test]
    public void ZerosAndOnesLike_AnotherTensor_HaveItsType()
    {
        Assert.That(ones_like(zeros([2], int64)).data<long>().ToArray(), Is.EqualTo((long[])[1, 1]));
        Assert.That(ones_like(zeros([2], @bool)).data<bool>().ToArray(), Is.EqualTo((bool[])[true, true]));
        Assert.That(zeros_like(ones([2], @bool)).data<bool>().ToArray(), Is.EqualTo(new bool[2]));
        Assert.That(zeros_like(ones([2], int64), float32).dtype, Is.EqualTo(float32));
        Assert.That(() => ones([2], int64, requires_grad: true), Throws.ArgumentException.With.Message.StartsWith("ones: requires_grad"));
    }

    private static void AssertExplains(Action action, params string[] words)
    {
        var error = Assert.Catch<ArgumentException>(() => action());
        foreach (var word in words)
            Assert.That(error?.Message, Does.Contain(word));
    }

    private static string OperationName(MethodInfo method) => method.Name switch
    {
        "op_Addition" => "add",
        "op_Subtraction" => "sub",
        "op_Multiply" => "mul",
        "op_Division" => "div",
        "op_UnaryNegation" => "neg",
        "op_GreaterThan" => "gt",
        "op_LessThan" => "lt",
        "op_GreaterThanOrEqual" => "ge",
        "op_LessThanOrEqual" => "le",
        "set_requires_grad" => nameof(Tensor.requires_grad_),
        "grad" => "autograd.grad",
        _ when method.IsSpecialName => method.Name["get_".Length..],
        _ => method.Name,
    };

    private static bool HoldsTensors(Type type) => type == typeof(Tensor) || typeof(IEnumerable<Tensor>).IsAssignableFrom(type);

    private static object? Argument(ParameterInfo parameter, Tensor given)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Tensor)) return given;
        if (parameter.Name == "grad_outputs" && !given.IsInvalid) return null;
        if (type.IsAssignableFrom(typeof(Tensor[])))
            return given.IsInvalid || parameter.Name is not ("outputs" or "inputs") ? new[] { given } : [ones([2]).requires_grad_().sum()];
        if (parameter.HasDefaultValue && parameter.ParameterType != typeof(Scalar))
            return parameter.ParameterType.IsEnum ? Enum.ToObject(type, parameter.RawDefaultValue!) : parameter.RawDefaultValue;
        if (type == typeof(Scalar)) return (Scalar)1;
        if (type == typeof(long[])) return Array.Empty<long>();
        return type == typeof(long) ? 0L : Activator.CreateInstance(type);
    }
}
