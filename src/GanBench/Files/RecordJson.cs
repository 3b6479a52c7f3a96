using GanBench.Definitions;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GanBench.Files;

/// <summary>How records are written as JSON: kebab-case keys, round-trip numbers, NaN as the string "NaN".</summary>
public static class RecordJson
{
    /// <summary>Canonical form, for digests and fingerprints: no white space.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>Readable form, for files; line ends are LF.</summary>
    public static JsonSerializerOptions Readable { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowDuplicateProperties = false,
            WriteIndented = indented,
            NewLine = "\n",
            Converters =
            {
                new OrdinalDictionary<double>(),
                new OrdinalDictionary<int>(),
                new OrdinalDictionary<string>(),
                new OrdinalDictionary<SettingValue>(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
