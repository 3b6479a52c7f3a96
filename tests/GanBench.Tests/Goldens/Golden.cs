using System.Text.Json;

namespace GanBench.Tests.Goldens;

/// <summary>Expected values that numpy and scipy computed: one part of Goldens/metrics.json.</summary>
internal sealed record Golden(JsonElement Part)
{
    /// <summary>Reads the part of that name.</summary>
    public static Golden Read(string name) =>
        new(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Goldens", "metrics.json"))).RootElement.GetProperty(name));

    public double Number(string name) => Part.GetProperty(name).GetDouble();

    public double[] Numbers(string name) => [.. Part.GetProperty(name).EnumerateArray().Select(element => element.GetDouble())];
}
