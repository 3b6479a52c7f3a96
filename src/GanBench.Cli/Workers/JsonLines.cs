using System.Text;
using System.Text.Json;
using GanBench.Files;

namespace GanBench.Cli.Workers;

/// <summary>Messages between supervisor and worker, one JSON value per line, in the records' own format: numbers keep every bit.</summary>
internal static class JsonLines
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, RecordJson.Compact);

    /// <returns>The message; null when the line is none.</returns>
    public static T? TryRead<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, RecordJson.Compact);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
