using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanBench.Definitions;

/// <summary>Writes values of settings as the JSON that a spec has for them.</summary>
internal sealed class SettingValueJson : JsonConverter<SettingValue>
{
    public override SettingValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.GetDouble();
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.StartArray:
                var values = ImmutableArray.CreateBuilder<SettingValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    values.Add(Read(ref reader, typeToConvert, options));
                return new SettingValue.List(values.ToImmutable());
            default:
                throw new JsonException($"A setting is a number, a word, true, false or a list, not {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, SettingValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case SettingValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case SettingValue.Word word:
                writer.WriteStringValue(word.Value);
                break;
            case SettingValue.Truth truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            case SettingValue.List list:
                writer.WriteStartArray();
                foreach (var one in list.Values)
                    Write(writer, one, options);
                writer.WriteEndArray();
                break;
        }
    }
}
