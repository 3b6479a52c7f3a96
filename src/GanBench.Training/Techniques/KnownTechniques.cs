using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using GanBench.Experiments;

namespace GanBench.Training.Techniques;

/// <summary>The techniques that a spec can name.</summary>
public static class KnownTechniques
{
    /// <summary>All techniques, in the order lists show them.</summary>
    public static ImmutableArray<KnownTechnique> All { get; } =
    [
        // losses
        KnownTechnique.Of<NsGan>("ns-gan"),
        KnownTechnique.Of<Minimax>("minimax"),
        KnownTechnique.Of<LsGan>("lsgan"),
        KnownTechnique.Of<Hinge>("hinge"),
        KnownTechnique.Of<Wgan>("wgan"),
        KnownTechnique.Of<RpGan>("rpgan"),

        // penalties
        KnownTechnique.Of<WganGp>("wgan-gp"),
        KnownTechnique.Of<WganLp>("wgan-lp"),
        KnownTechnique.Of<Dragan>("dragan"),
        KnownTechnique.Of<R1>("r1"),
        KnownTechnique.Of<R1R2>("r1-r2"),
        KnownTechnique.Of<R3Gan>("r3gan"),

        // what the discriminator is shown
        KnownTechnique.Of<InstanceNoise>("instance-noise", ("on-generated", 1)),
        KnownTechnique.Of<InstanceNoise>("instance-noise-real", ("on-generated", 0)),
        KnownTechnique.Of<PacGan>("pacgan-2", ("samples-per-pack", 2)),
        KnownTechnique.Of<PacGan>("pacgan-3", ("samples-per-pack", 3)),
        KnownTechnique.Of<PacGan>("pacgan-4", ("samples-per-pack", 4)),
        KnownTechnique.Of<FourierFeatures>("fourier-features"),

        // layers
        KnownTechnique.Of<MinibatchDiscrimination>("minibatch-discrimination"),
        KnownTechnique.Of<MinibatchStddev>("minibatch-stddev"),
        KnownTechnique.Of<SpectralNorm>("spectral-norm"),

        // what the generator minimises
        KnownTechnique.Of<FeatureMatching>("feature-matching"),
        KnownTechnique.Of<FourierMatching>("fourier-matching"),
        KnownTechnique.Of<ModeSeeking>("mode-seeking"),

        // schedules
        KnownTechnique.Of<Unrolled>("unrolled-1", ("look-ahead", 1)),
        KnownTechnique.Of<Unrolled>("unrolled-5", ("look-ahead", 5)),
        KnownTechnique.Of<Unrolled>("unrolled-10", ("look-ahead", 10)),
        KnownTechnique.Of<UnrolledFirstOrder>("unrolled-1-first-order", ("look-ahead", 1)),
        KnownTechnique.Of<UnrolledFirstOrder>("unrolled-5-first-order", ("look-ahead", 5)),
        KnownTechnique.Of<UnrolledFirstOrder>("unrolled-10-first-order", ("look-ahead", 10)),
        KnownTechnique.Of<Uneven>("uneven-2", ("discriminator-steps", 2)),
        KnownTechnique.Of<Uneven>("uneven-5", ("discriminator-steps", 5)),
        KnownTechnique.Of<Ttur>("ttur"),

        // more networks
        KnownTechnique.Of<Veegan>("veegan"),
        KnownTechnique.Of<D2Gan>("d2gan"),
        KnownTechnique.Of<MadGan>("mad-gan"),
        KnownTechnique.Of<Mgan>("mgan"),
    ];

    /// <summary>The technique of a planned run.</summary>
    /// <param name="choice">Its name, version and parameters.</param>
    public static Technique Create(Choice choice)
    {
        if (choice.Parts is { } parts) return new Composition([.. parts.Select(Create)]);
        var known = All.FirstOrDefault(technique => technique.Definition.Name == choice.Name && technique.Definition.Version == choice.Version)
            ?? throw new ArgumentException($"Technique \"{choice.Name}\" version {choice.Version} does not exist in this version of GanBench.", nameof(choice));
        return known.Create(choice.Parameters);
    }
}

/// <summary>A technique's entry in the catalogue.</summary>
/// <param name="Definition">Name, version, source and parameters.</param>
/// <param name="Create">Makes the technique from all its parameters by name.</param>
public sealed record KnownTechnique(Definition Definition, Func<ImmutableSortedDictionary<string, double>, Technique> Create)
{
    /// <summary>Name of its page in docs/techniques, which a family shares: the catalogue's name without its number, <c>pacgan</c> for <c>pacgan-2</c>.</summary>
    public string Page => string.Join('-', Definition.Name.Split('-').Where(word => !word.All(char.IsAsciiDigit)));

    /// <summary>Reads the entry off a technique's primary constructor.</summary>
    /// <typeparam name="T">A record whose constructor parameters are numbers with a default and a <see cref="SettingAttribute"/>.</typeparam>
    /// <param name="name">Kebab-case name.</param>
    /// <param name="named">Parameters that the name itself says, such as the 2 in <c>pacgan-2</c>: a spec cannot choose them.</param>
    public static KnownTechnique Of<T>(string name, params (string Parameter, double Value)[] named)
        where T : Technique
    {
        var constructor = typeof(T).GetConstructors()[0];
        var said = named.ToImmutableDictionary(one => one.Parameter, one => one.Value, StringComparer.Ordinal);
        ImmutableArray<ParameterDefinition> parameters = [.. constructor.GetParameters().Select(Describe).Where(parameter => !said.ContainsKey(parameter.Name))];
        var defaults = Make(parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal));
        return new KnownTechnique(new Definition(name, defaults.Version, defaults.Summary, defaults.Source, parameters), Make);

        Technique Make(ImmutableSortedDictionary<string, double> values) =>
            (Technique)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, said.TryGetValue(Key(parameter), out var value) ? value : values[Key(parameter)]))]);

        static object Argument(ParameterInfo parameter, double value) => parameter.ParameterType == typeof(int) ? (int)value : (object)value;
    }

    private static ParameterDefinition Describe(ParameterInfo parameter)
    {
        var setting = parameter.GetCustomAttribute<SettingAttribute>()
            ?? throw new InvalidOperationException($"Bug in GanBench: parameter {parameter.Name} of {parameter.Member.DeclaringType} has no [Setting].");
        var whole = parameter.ParameterType == typeof(int);
        return new ParameterDefinition(
            Key(parameter),
            System.Convert.ToDouble(parameter.DefaultValue, System.Globalization.CultureInfo.InvariantCulture),
            setting.Minimum,
            setting.Maximum,
            whole,
            setting.Meaning);
    }

    private static string Key(ParameterInfo parameter) => JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Name!);
}
