using System.Reflection;

namespace GanBench.Experiments.Running;

/// <summary>The engine that trains, for records. Nothing here changes a number.</summary>
/// <param name="Name">Name and version of the engine's assembly, e.g. <c>BitTorch 0.1.0</c>.</param>
/// <param name="Identity">
/// The engine and the version of its arithmetic, e.g. <c>bittorch-1</c>: part of a run's identity, because it decides the bits.
/// </param>
public sealed record EngineFacts(string Name, string Identity)
{
    /// <summary>Reads the facts off an engine's assembly.</summary>
    /// <remarks>An engine that does not tell an <c>ArithmeticVersion</c> counts every release as another arithmetic.</remarks>
    /// <param name="assembly">The assembly that defines the engine's tensors.</param>
    public static EngineFacts Of(Assembly assembly)
    {
        var name = assembly.GetName();
        var release = name.Version?.ToString(3);
        var arithmetic = assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(fact => fact.Key == "ArithmeticVersion")?.Value;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return new EngineFacts(
            $"{name.Name} {version ?? release ?? "of unknown version"}", $"{name.Name}-{arithmetic ?? release}".ToLowerInvariant());
    }
}
