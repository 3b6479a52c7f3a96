using System.Text.Json;

namespace GanBench.Tests.Goldens;

/// <summary>Expected values that numpy and scipy computed: one part of Goldens/metrics.json.</summary>
internal sealed record Golden(JsonElement Part)
{
    /// <summary>Reads the part of that name.</summary>
    public static Golden Read(string name)
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "metrics.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(document.RootElement.GetProperty(name).Clone());
    }

    public double Number(string name) => Part.GetProperty(name).GetDouble();

    public double[] Numbers(string name) => [.. Part.GetProperty(name).EnumerateArray().Select(element => element.GetDouble())];
}
