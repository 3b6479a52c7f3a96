using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanBench.Training;

/// <summary>The engine that this build trains with, for records. Nothing here changes a number.</summary>
public static class EngineFacts
{
    /// <summary>Name and version of the engine's assembly, e.g. <c>BitTorch 0.1.0</c>.</summary>
    public static string Engine { get; } = Describe(typeof(Tensor).Assembly);

    /// <summary>The engine and the version of its arithmetic, e.g. <c>bittorch-1</c>: part of a run's identity, because it decides the bits.</summary>
    /// <remarks>An engine that does not tell such a version counts every release as another arithmetic.</remarks>
    public static string Identity { get; } = Identify(typeof(Tensor).Assembly);

    /// <summary>The widest vectors that this process may use, e.g. <c>512-bit</c>; <c>scalar</c> when there are none.</summary>
    /// <remarks>Asks the processor as the engines do, and not an engine, so that it holds for each of them.</remarks>
    public static string Simd =>
        Avx512F.IsSupported ? "512-bit"
        : Avx2.IsSupported && Fma.IsSupported ? "256-bit"
        : Vector128.IsHardwareAccelerated ? "128-bit"
        : "scalar";

    private static string Identify(Assembly assembly)
    {
        var version = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(fact => fact.Key == "ArithmeticVersion")?.Value
            ?? assembly.GetName().Version?.ToString(3);
        return $"{assembly.GetName().Name}-{version}".ToLowerInvariant();
    }

    private static string Describe(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return $"{assembly.GetName().Name} {version ?? assembly.GetName().Version?.ToString(3) ?? "of unknown version"}";
    }
}
