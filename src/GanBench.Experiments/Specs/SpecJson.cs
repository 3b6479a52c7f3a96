using System.Text.Json;
using System.Text.Unicode;

namespace GanBench.Experiments.Specs;

/// <summary>The JSON that a spec is written in: comments and trailing commas are allowed, endless nesting is not.</summary>
internal static class SpecJson
{
    private const int MostNesting = 16;

    /// <summary>Opens what <see cref="Malformation"/> finds nothing wrong with; the caller disposes it.</summary>
    /// <param name="bytes">UTF-8 without a byte order mark.</param>
    public static JsonDocument Open(ReadOnlyMemory<byte> bytes) => JsonDocument.Parse(bytes, new JsonDocumentOptions
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MostNesting,
    });

    /// <summary>What keeps the bytes from being JSON at all, or null: the parts that cannot be read one by one.</summary>
    /// <param name="bytes">Without a byte order mark.</param>
    public static SpecProblem? Malformation(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
            return new SpecProblem("", "this is not UTF-8 text; save the file as UTF-8.");
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MostNesting,
        });
        try
        {
            while (reader.Read())
            {
                // A lone surrogate such as \ud800 is well-formed JSON but no text; GetString refuses it.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return null;
        }
        catch (JsonException error)
        {
            if (bytes.TrimStart(" \t\r\n"u8).IsEmpty)
                return At(1, 1, "The file is empty; it must hold one JSON object.");
            return At((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, Plain(error.Message));
        }
        catch (InvalidOperationException)
        {
            var before = bytes[..(int)reader.TokenStartIndex];
            return At(
                before.Count((byte)'\n') + 1,
                before.Length - before.LastIndexOf((byte)'\n'),
                "The text has a \\u escape that is no character.");
        }

        static string Plain(string message)
        {
            if (message.StartsWith("Expected depth to be zero", StringComparison.Ordinal))
                return "The file ends too early; a brace or a bracket is not closed.";
            var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            return end < 0 ? message : message[..end];
        }

        static SpecProblem At(long line, long column, string message) =>
            new("", $"line {line}, column {column}: this is not JSON. {message}");
    }
}
