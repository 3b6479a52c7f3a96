using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BitTorch.Tests;

/// <summary>
/// Calls that look right and are something else in TorchSharp: BitTorch refuses them or lacks them, and no code here writes them.
/// </summary>
public sealed partial class TorchSharpTrapsTest
{
    private static readonly string Root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..");

    /// <summary>What no source file may contain, and what to write instead.</summary>
    private static readonly (Regex Pattern, string Instead)[] Traps =
    [
        (LiteralSum(), "sum(dim: 0): TorchSharp reads a literal 0 as an element type"),
        (LiteralNorm(), "norm(dim: 1): a bare number is a dimension as an int and an order as a float"),
        (Equal(), "eq(...): TorchSharp's equal compares element by element"),
        (CreateGraphAlone(), "retain_graph: true, create_graph: true: the one does not follow from the other"),
    ];

    private static IEnumerable<string> Sources =>
        new[] { "src", "tests" }.SelectMany(
            folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !file.Contains("BitTorch.Tests", StringComparison.Ordinal)); // which walks into the traps on purpose

    // TorchSharp sums everything into an unsigned byte here.
    [Test]
    public void SumOfALiteralZero_IsRefusedNamingTheWayOut()
    {
        using var x = ones([2, 3]);

        Assert.That(() => x.sum(0), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("sum(dim: 0)"));
    }

    // An int is the dimension here as it is there; the float overload, which is the order, does not exist.
    [Test]
    public void NormOfANumber_HasNoOverloadThatMeansTheOrder()
    {
        var overloads = typeof(Tensor).GetMethods().Where(method => method.Name == "norm").Select(method => method.GetParameters()[0])
            .ToArray();

        Assert.That(overloads.Select(parameter => (parameter.Name, parameter.ParameterType)), Is.EqualTo(new[] { ("dim", typeof(int)) }));
    }

    [TestCase(1f), TestCase(0f), TestCase(3f), TestCase(float.PositiveInfinity), TestCase(float.NaN)]
    public void NormOfAnotherOrderThanTwo_IsRefused(float order)
    {
        using var x = ones([2, 3]);

        Assert.That(
            () => x.norm(dim: 1, p: order), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Euclidean norm (2) only"));
    }

    [TestCase("equal"), TestCase("prod"), TestCase("from_array"), TestCase("as_tensor"), TestCase("frombuffer"), TestCase("manual_seed")]
    [TestCase("randn")]
    public void Trap_ThatIsAMember_DoesNotExist(string name)
    {
        var types = typeof(torch).Assembly.GetExportedTypes();

        Assert.That(
            types.SelectMany(type => type.GetMember(name, BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)), Is.Empty);
    }

    // The two that compile into other numbers are refused under TorchSharp by the analyzer.
    [Test]
    public void Equal_IsBannedInBuildsOnTorchSharp() =>
        Assert.That(
            File.ReadAllText(Path.Combine(Root, "src", "BannedSymbols.txt")),
            Does.Contain("M:TorchSharp.torch.Tensor.equal(").And.Contain("M:TorchSharp.torch.equal("));

    // As TorchSharp does it: the graph is gone after the first pass, and the message says what was forgotten.
    [Test]
    public void CreateGraphWithoutRetainGraph_FailsLaterWithAdvice()
    {
        using var scope = NewDisposeScope();
        var x = tensor(3f, requires_grad: true);
        var y = x * x;
        autograd.grad([y], [x], create_graph: true);

        Assert.That(() => autograd.grad([y], [x]), Throws.InvalidOperationException.With.Message.Contains("pass retain_graph: true"));
    }

    [Test]
    public void Sources_ContainNoTrap()
    {
        var found =
            from file in Sources
            from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
            where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from trap in Traps
            where trap.Pattern.IsMatch(line.Text)
            select $"{Path.GetRelativePath(Root, file)}({line.Number}): write {trap.Instead}";

        Assert.That(found, Is.Empty);
    }

    [TestCase("x.sum(0)", true), TestCase("x.sum(0, keepdim: true)", true), TestCase("torch.sum(x, 0)", true)]
    [TestCase("x.sum(dim: 0)", false), TestCase("x.sum(0, 2)", false)]
    [TestCase("x.norm(2)", true), TestCase("x.norm(2f)", true), TestCase("x.norm(dim: 2)", false)]
    [TestCase("a.equal(b)", true), TestCase("a.eq(b)", false)]
    [TestCase("autograd.grad([y], [x], create_graph: true)", true)]
    [TestCase("grad([y], [x], retain_graph: true, create_graph: true)", false)]
    public void Patterns_FindTheTrapsAndNothingElse(string code, bool isTrap) =>
        Assert.That(Traps.Any(trap => trap.Pattern.IsMatch(code)), Is.EqualTo(isTrap));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\bsum\((\w+, )?0(\)|, keepdim)")]
    private static partial Regex LiteralSum();

    [GeneratedRegex(@"\bnorm\(-?[0-9]+f?\)")]
    private static partial Regex LiteralNorm();

    [GeneratedRegex(@"\.equal\(")]
    private static partial Regex Equal();

    [GeneratedRegex(@"^(?!.*retain_graph: true).*create_graph: true")]
    private static partial Regex CreateGraphAlone();
}
