using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>A technique's entry in the catalogue.</summary>
/// <param name="Definition">Name, version, source and parameters.</param>
/// <param name="Create">Makes the technique from all its parameters by name.</param>
public sealed record KnownTechnique(Definition Definition, Func<ImmutableSortedDictionary<string, double>, Technique> Create)
{
    /// <summary>Reads the entry off a technique's primary constructor.</summary>
    /// <typeparam name="T">A record whose constructor parameters are numbers with a default and a <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="name">Kebab-case name.</param>
    /// <param name="named">Parameters that the name itself says, such as the 2 in <c>pacgan-2</c>: a spec cannot choose them.</param>
    public static KnownTechnique Of<T>(string name, params (string Parameter, double Value)[] named)
        where T : Technique
    {
        var constructor = typeof(T).GetConstructors()[0];
        var said = named.ToImmutableDictionary(one => one.Parameter, one => one.Value, StringComparer.Ordinal);
        ImmutableArray<ParameterDefinition> parameters = [.. constructor.GetParameters().Select(Describe).Where(parameter => !said.ContainsKey(parameter.Name))];
        var defaults = Make(parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal));
        return new KnownTechnique(new Definition(name, defaults.Version, defaults.Summary, defaults.Source, parameters), Make);

        Technique Make(ImmutableSortedDictionary<string, double> values) =>
            (Technique)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, said.TryGetValue(Key(parameter), out var value) ? value : values[Key(parameter)]))]);

        static object Argument(ParameterInfo parameter, double value) => parameter.ParameterType == typeof(int) ? (int)value : (object)value;
    }

    private static ParameterDefinition Describe(ParameterInfo parameter)
    {
        var setting = parameter.GetCustomAttribute<SettingAttribute>()
            ?? throw new InvalidOperationException($"Bug in GanBench: parameter {parameter.Name} of {parameter.Member.DeclaringType} has no [Setting].");
        var whole = parameter.ParameterType == typeof(int);
        return new ParameterDefinition(
            Key(parameter),
            System.Convert.ToDouble(parameter.DefaultValue, System.Globalization.CultureInfo.InvariantCulture),
            setting.Minimum,
            setting.Maximum,
            whole,
            setting.Meaning);
    }

    private static string Key(ParameterInfo parameter) => JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Name!);
}
