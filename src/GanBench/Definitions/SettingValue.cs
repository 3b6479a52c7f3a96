using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GanBench.Definitions;

/// <summary>What a spec says of a setting: a number, a word, true or false, or a list of these.</summary>
[JsonConverter(typeof(SettingValueJson))]
public abstract record SettingValue
{
    private SettingValue() { }

    /// <summary>A finite number.</summary>
    /// <param name="Value">The number; 0 is never negative, because -0 would be another identity with the same numbers.</param>
    public sealed record Number(double Value) : SettingValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Value:R}";
    }

    /// <summary>A word such as <c>relu</c>.</summary>
    /// <param name="Value">Lower-case letters, digits and dashes.</param>
    public sealed record Word(string Value) : SettingValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>True or false.</summary>
    /// <param name="Value">Which.</param>
    public sealed record Truth(bool Value) : SettingValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>Several values in an order that counts.</summary>
    /// <param name="Values">The values.</param>
    public sealed record List(ImmutableArray<SettingValue> Values) : SettingValue
    {
        /// <summary>Whether both hold equal values in the same order.</summary>
        /// <param name="other">Another list.</param>
        public bool Equals(List? other) => other is not null && Values.SequenceEqual(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Aggregate(Values.Length, HashCode.Combine);

        /// <inheritdoc/>
        public override string ToString() => $"[{string.Join(", ", Values)}]";
    }

    /// <summary>A number as a value.</summary>
    /// <param name="value">A finite number.</param>
    public static implicit operator SettingValue(double value) => new Number(value == 0 ? 0 : value);

    /// <summary>A word as a value.</summary>
    /// <param name="value">The word.</param>
    public static implicit operator SettingValue(string value) => new Word(value);

    /// <summary>A truth as a value.</summary>
    /// <param name="value">Which.</param>
    public static implicit operator SettingValue(bool value) => new Truth(value);

    /// <summary>A list as a value.</summary>
    /// <param name="values">The values.</param>
    public static SettingValue Of(params ReadOnlySpan<double> values) =>
        new List([.. values.ToArray().Select(value => (SettingValue)value)]);
}
