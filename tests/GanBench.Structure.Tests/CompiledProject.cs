using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace GanBench.Structure.Tests;

/// <summary>Who uses whom in a compiled project.</summary>
/// <remarks>
/// What the compiler replaces is not seen: constants, names in <c>nameof</c>, and references in documentation.
/// </remarks>
internal static class CompiledProject
{
    /// <summary>Every use of a type by one of an assembly that lies beside the tests.</summary>
    /// <param name="assembly">Its name.</param>
    public static HashSet<Use> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        var uses = new HashSet<Use>();
        foreach (var type in module.GetAllTypes())
        {
            var user = NameOf(type);
            foreach (var named in Named(type).SelectMany(Parts))
                uses.Add(new Use(user, NameOf(named)));
        }

        uses.RemoveWhere(use => use.Type == use.Used);
        return uses;
    }

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. Attributes(type), .. Constraints(type),
        .. type.Fields.SelectMany(field => (TypeReference[])[field.FieldType, .. Attributes(field)]),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method)
    {
        yield return method.ReturnType;
        foreach (var type in method.Parameters.SelectMany(
            parameter => (TypeReference[])[parameter.ParameterType, .. Attributes(parameter)]))
            yield return type;
        foreach (var type in Attributes(method).Concat(Constraints(method)))
            yield return type;
        if (!method.HasBody)
            yield break;
        foreach (var local in method.Body.Variables)
            yield return local.VariableType;
        foreach (var handler in method.Body.ExceptionHandlers)
            yield return handler.CatchType;
        foreach (var type in method.Body.Instructions.SelectMany(instruction => Named(instruction.Operand)))
            yield return type;
    }

    private static IEnumerable<TypeReference?> Named(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. method.GenericArguments, .. Named(method.ElementMethod)],
        MethodReference method =>
            [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    /// <summary>The types that an array, a pointer or a filled-in generic type is made of; a type parameter is none.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer =>
            [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(parameter => Parts(parameter.ParameterType))],
        IModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    private static TypeName NameOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        var assembly = type.Scope is AssemblyNameReference reference ? reference.Name : type.Module.Assembly.Name.Name;
        return new TypeName(assembly, type.Namespace, type.Name.Split('`')[0]);
    }
}
