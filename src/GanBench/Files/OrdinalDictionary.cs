using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanBench.Files;

/// <summary>Writes sorted dictionaries in ordinal order, whatever order they were built with, and reads them so.</summary>
/// <remarks>The default order of strings depends on the culture and on the ICU version, and a digest must not.</remarks>
internal sealed class OrdinalDictionary<TValue> : JsonConverter<ImmutableSortedDictionary<string, TValue>>
{
    public override ImmutableSortedDictionary<string, TValue> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();

        var entries = ImmutableSortedDictionary.CreateBuilder<string, TValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (!entries.TryAdd(key, JsonSerializer.Deserialize<TValue>(ref reader, options)!))
                throw new JsonException($"The key \"{key}\" appears twice.");
        }

        return entries.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, TValue> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, entry) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, entry, options);
        }

        writer.WriteEndObject();
    }
}
