using System.Text.Json;

namespace BitTorch.Tests.EveryOperation;

/// <summary>Goldens/operations.json: the cases, and the index tensors and masks that some of them take.</summary>
internal static class OperationGoldens
{
    private static readonly JsonElement Document = Load();

    internal static JsonElement Cases => Document.GetProperty("cases");

    internal static Tensor Indices => Whole("index_select_dim1 and cross_entropy");

    internal static Tensor GatherIndices => Whole("gather_dim1");

    internal static Tensor Mask => Whole("where mask").to(@bool);

    internal static long[] ShapeOf(JsonElement element) =>
        [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];

    private static Tensor Whole(string name)
    {
        var element = Document.GetProperty("indices").GetProperty(name);
        var values = element.ValueKind == JsonValueKind.Array ? element : element.GetProperty("values");
        long[] numbers = [.. values.EnumerateArray().Select(value => value.GetInt64())];
        return tensor(numbers, element.ValueKind == JsonValueKind.Array ? [numbers.Length] : ShapeOf(element));
    }

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "operations.json")));
        return document.RootElement.Clone();
    }
}
