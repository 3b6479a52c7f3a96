using System.Globalization;
using System.Reflection;

namespace BitTorch.Tests;

/// <summary>
/// What builds on BitTorch must build on TorchSharp: every public member stands in Goldens/torchsharp-signatures.txt, lines that were
/// printed by reflection over TorchSharp 0.105.2, 0.106.0 and 0.107.0 (all members that the three share, of the types that BitTorch has
/// too), or below with a reason.
/// </summary>
public sealed class ApiSubsetTest
{
    /// <summary>Members that TorchSharp has and the list leaves out: it covers few enums and no type of TorchSharp.Utils.</summary>
    private static readonly Dictionary<string, string> HeldByOtherEvidence = new()
    {
        ["torch.ScalarType :: field static ScalarType Float32"] = "src/TorchSharp/Tensor/Tensor.cs: value 6, nested in torch.",
        ["torch.ScalarType :: field static ScalarType Int64"] = "src/TorchSharp/Tensor/Tensor.cs: value 4.",
        ["torch.ScalarType :: field static ScalarType Bool"] = "src/TorchSharp/Tensor/Tensor.cs: value 11.",
        ["torch.ScalarType :: field sbyte value__"] = "Every enum has it; TorchSharp's ScalarType is an sbyte.",
        ["torch.RoundingMode :: field static RoundingMode None"] = "src/TorchSharp/Tensor/Tensor.Math.cs: value 0, nested in torch.",
        ["torch.RoundingMode :: field int value__"] = "Every enum has it.",
        ["torch.nn.Reduction :: field static Reduction None"] = "src/TorchSharp/NN/Losses.cs: value 0, nested in torch.nn.",
        ["torch.nn.Reduction :: field static Reduction Mean"] = "src/TorchSharp/NN/Losses.cs: value 1.",
        ["torch.nn.Reduction :: field static Reduction Sum"] = "src/TorchSharp/NN/Losses.cs: value 2.",
        ["torch.nn.Reduction :: field long value__"] = "src/TorchSharp/NN/Losses.cs.",
        ["compute_mode :: field static compute_mode use_mm_for_euclid_dist_if_necessary"] =
            "src/TorchSharp/Tensor/Enums/compute_mode.cs: value 0, not nested.",
        ["compute_mode :: field int value__"] = "Every enum has it.",
        ["TensorAccessor :: T[] ToArray()"] =
            "src/TorchSharp/Utils/TensorAccessor.cs; the type is inferred from Tensor.data, its namespace never written.",
        ["TensorAccessor :: long Count { get; }"] = "src/TorchSharp/Utils/TensorAccessor.cs.",
    };

    private static readonly string[] TorchSharp =
        File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "torchsharp-signatures.txt"));

    [Test]
    public void PublicMembers_Each_ExistInTorchSharpWithTheSameSignature()
    {
        var known = TorchSharp.Concat(HeldByOtherEvidence.Keys).ToHashSet();

        Assert.That(Signatures().Where(signature => !known.Contains(signature)), Is.Empty);
    }

    [Test]
    public void OtherEvidence_IsGivenForMembersOfBitTorchOnly() => Assert.That(HeldByOtherEvidence.Keys.Except(Signatures()), Is.Empty);

    [Test]
    public void Types_Each_AreNestedAsInTorchSharp()
    {
        string[] expected =
        [
            "DisposeScope", "Scalar", "TensorAccessor", "compute_mode", "torch", "torch.Device", "torch.RoundingMode", "torch.ScalarType",
            "torch.Tensor", "torch.autograd", "torch.nn", "torch.nn.Reduction", "torch.nn.functional",
        ];

        Assert.That(PublicTypes().Select(TypePath).Order(StringComparer.Ordinal), Is.EqualTo(expected));
    }

    // The printing rules of the list, worked out from it.
    [TestCase(nameof(Tensor.sum), "torch.Tensor :: Tensor sum(long dim, bool keepdim = false, ScalarType? type = null)")]
    [TestCase(nameof(Tensor.split), "torch.Tensor :: Tensor[] split(long[] sizes, long dim = 0)")]
    [TestCase(nameof(Tensor.reshape), "torch.Tensor :: Tensor reshape(params long[] shape)")]
    [TestCase(nameof(Tensor.data), "torch.Tensor :: TensorAccessor<T> data<T>()")]
    [TestCase("op_Addition", "torch.Tensor :: static Tensor op_Addition(double left, Tensor right)")]
    public void Printer_KnownMember_PrintsItAsTheListDoes(string name, string expected) =>
        Assert.That(typeof(Tensor).GetMethods().Where(method => method.Name == name).Select(Print), Does.Contain(expected));

    private static Type[] PublicTypes() => typeof(torch).Assembly.GetExportedTypes();

    private static IEnumerable<string> Signatures() =>
        from type in PublicTypes()
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where member is not (Type or MethodInfo { IsSpecialName: true } and not MethodInfo { Name: ['o', 'p', '_', ..] })
        select Print(member);

    private static string Print(MemberInfo member) => $"{TypePath(member.DeclaringType!)} :: " + member switch
    {
        FieldInfo field => $"field {Static(field.IsStatic)}{Name(field.FieldType)} {field.Name}",
        PropertyInfo property =>
            $"{Static(property.GetMethod!.IsStatic)}{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)} }}",
        ConstructorInfo constructor => $"ctor({Parameters(constructor)})",
        MethodInfo method =>
            $"{Static(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{TypeParameters(method)}({Parameters(method)})",
        _ => throw new NotSupportedException($"A public {member.MemberType}: {member}"),
    };

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { IsPublic: true } ? "get;" : "") + (property.SetMethod is { IsPublic: true } ? " set;" : "");

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + $"{Name(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {DefaultValue(parameter)}" : "");

    private static string DefaultValue(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "null",
        bool value => value ? "true" : "false",
        IConvertible value => value.ToString(CultureInfo.InvariantCulture),
        var value => throw new NotSupportedException($"Default value {value}"),
    };

    private static string TypePath(Type type) =>
        (type.DeclaringType is null ? "" : TypePath(type.DeclaringType) + ".") + type.Name.Split('`')[0];

    private static string Name(Type type)
    {
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        if (type.IsGenericType && type.Name.StartsWith("ValueTuple", StringComparison.Ordinal))
            return $"({string.Join(", ", type.GetGenericArguments().Select(Name))})";
        if (type.IsGenericType) return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return type.IsEnum
            ? type.Name
            : Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => "bool",
                TypeCode.SByte => "sbyte",
                TypeCode.Int32 => "int",
                TypeCode.Int64 => "long",
                TypeCode.Single => "float",
                TypeCode.Double => "double",
                TypeCode.String => "string",
                _ => type == typeof(void) ? "void" : type.Name,
            };
    }
}
