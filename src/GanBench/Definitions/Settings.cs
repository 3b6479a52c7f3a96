using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace GanBench.Definitions;

/// <summary>
/// Records whose constructor parameters carry <see cref="SettingAttribute"/>: what can be chosen is read off them, and they are built from
/// what was chosen.
/// </summary>
/// <remarks>
/// A parameter is a number (<c>int</c>, <c>double</c>), a number or nothing (<c>int?</c>), a truth, a word (<c>string</c> or an
/// enumeration) or a list (<c>ImmutableArray</c> of numbers). Its default is that of the constructor; a list's is empty, or what its
/// attribute says.
/// </remarks>
public static class Settings
{
    /// <summary>The settings of a record, in the order of its constructor.</summary>
    /// <param name="record">The record's type; parameters without the attribute are left out.</param>
    /// <exception cref="InvalidOperationException">A parameter is of a type that no setting has.</exception>
    public static ImmutableArray<SettingDefinition> Of(Type record) =>
        [.. Constructor(record).GetParameters().Where(parameter => parameter.IsDefined(typeof(SettingAttribute), inherit: false))
            .Select(Describe)];

    /// <summary>Builds a record.</summary>
    /// <param name="record">The record's type.</param>
    /// <param name="values">Values by kebab-case name; a setting that is not among them has its default.</param>
    /// <exception cref="ArgumentException">
    /// A value is not allowed, or one without a default is missing; what users write is checked before.
    /// </exception>
    public static object Create(Type record, IReadOnlyDictionary<string, SettingValue> values) =>
        Constructor(record).Invoke([.. Constructor(record).GetParameters().Select(parameter => Argument(record, parameter, values))]);

    /// <summary>Kebab-case name of a constructor parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    public static string NameOf(ParameterInfo parameter) => JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Name!);

    private static ConstructorInfo Constructor(Type record) => record.GetConstructors() is [var one, ..]
        ? one
        : throw new InvalidOperationException($"Bug in GanBench: {record} has no public constructor.");

    private static SettingDefinition Describe(ParameterInfo parameter)
    {
        var setting = parameter.GetCustomAttribute<SettingAttribute>()!;
        var (item, list) =
            parameter.ParameterType is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? (generic.GetGenericArguments()[0], true)
            : (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, false);
        return new SettingDefinition(NameOf(parameter), setting.Meaning, DefaultOf(parameter, setting, list))
        {
            TakesNumbers = item == typeof(int) || item == typeof(double),
            Whole = item == typeof(int),
            TakesTruth = item == typeof(bool),
            Words = item.IsEnum
                ? [.. Enum.GetNames(item).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)]
                : [.. $"{setting.Words} {setting.Without}".Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            Length = list ? (setting.MinimumLength, setting.MaximumLength) : null,
            Minimum = setting.Minimum,
            Maximum = setting.Maximum,
            Above = setting.Above,
            Below = setting.Below,
            When = setting.When.Split(": ") is [var name, var allowed] ? (name, [.. allowed.Split(' ')]) : null,
        };
    }

    private static SettingValue? DefaultOf(ParameterInfo parameter, SettingAttribute setting, bool list) => parameter switch
    {
        _ when setting.DefaultNumbers.Length > 0 => SettingValue.Of(setting.DefaultNumbers),
        { HasDefaultValue: false } => null,
        _ when list => new SettingValue.List([]),
        { DefaultValue: null } => setting.Without.Length > 0 ? (SettingValue)setting.Without : null,
        { DefaultValue: bool truth } => truth,
        { DefaultValue: string word } => word,
        { ParameterType.IsEnum: true } =>
            JsonNamingPolicy.KebabCaseLower.ConvertName(Enum.GetName(parameter.ParameterType, parameter.DefaultValue!)!),
        _ => Convert.ToDouble(parameter.DefaultValue),
    };

    private static object? Argument(Type record, ParameterInfo parameter, IReadOnlyDictionary<string, SettingValue> values)
    {
        if (!parameter.IsDefined(typeof(SettingAttribute), inherit: false))
            throw new InvalidOperationException($"Bug in GanBench: the parameter {parameter.Name} of {record} is no setting.");
        var definition = Describe(parameter);
        if (values.GetValueOrDefault(definition.Name) is not { } value)
        {
            // A list's default is empty, which those that need a value do not allow: it stands where the list means nothing.
            var usual = definition.Default
                ?? throw new ArgumentException(
                    $"The setting {definition.Name} of {record.Name} has no value and no default.", nameof(values));
            return Converted(usual, parameter.ParameterType);
        }

        return definition.Allows(value)
            ? Converted(value, parameter.ParameterType)
            : throw new ArgumentException(
                $"{value} is not allowed for {definition.Name}; it must be {definition.Allowed}.", nameof(values));
    }

    private static object? Converted(SettingValue value, Type type) => value switch
    {
        SettingValue.Truth truth => truth.Value,
        SettingValue.Number number => (Nullable.GetUnderlyingType(type) ?? type) == typeof(int) ? (int)number.Value : (object)number.Value,
        SettingValue.Word when Nullable.GetUnderlyingType(type) is not null => null,   // the word for none
        SettingValue.Word word when type.IsEnum => Enum.GetValues(type).Cast<object>().Single(
            member => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString()!) == word.Value),
        SettingValue.Word word => word.Value,
        SettingValue.List list when type == typeof(ImmutableArray<int>) =>
            list.Values.Select(one => (int)((SettingValue.Number)one).Value).ToImmutableArray(),
        SettingValue.List list => list.Values.Select(one => ((SettingValue.Number)one).Value).ToImmutableArray(),
        _ => throw new InvalidOperationException($"Bug in GanBench: nothing makes a {type} of {value}."),
    };
}
