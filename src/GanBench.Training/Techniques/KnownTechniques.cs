using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Training.Techniques;

/// <summary>The techniques that a spec can name.</summary>
public static class KnownTechniques
{
    /// <summary>All techniques, in the order lists show them.</summary>
    public static ImmutableArray<KnownTechnique> All { get; } =
    [
        // losses
        KnownTechnique.Describe<NsGan>("ns-gan"),
        KnownTechnique.Describe<Minimax>("minimax"),
        KnownTechnique.Describe<LsGan>("lsgan"),
        KnownTechnique.Describe<Hinge>("hinge"),
        KnownTechnique.Describe<Wgan>("wgan"),
        KnownTechnique.Describe<RpGan>("rpgan"),

        // penalties
        KnownTechnique.Describe<WganGp>("wgan-gp"),
        KnownTechnique.Describe<WganLp>("wgan-lp"),
        KnownTechnique.Describe<Dragan>("dragan"),
        KnownTechnique.Describe<R1>("r1"),
        KnownTechnique.Describe<R1R2>("r1-r2"),
        KnownTechnique.Describe<R3Gan>("r3gan"),

        // what the discriminator is shown
        KnownTechnique.Describe<InstanceNoise>("instance-noise", ("on-generated", true)),
        KnownTechnique.Describe<InstanceNoise>("instance-noise-real", ("on-generated", false)),
        KnownTechnique.Describe<PacGan>("pacgan-2", ("samples-per-pack", 2)),
        KnownTechnique.Describe<PacGan>("pacgan-3", ("samples-per-pack", 3)),
        KnownTechnique.Describe<PacGan>("pacgan-4", ("samples-per-pack", 4)),
        KnownTechnique.Describe<FourierFeatures>("fourier-features"),

        // layers
        KnownTechnique.Describe<MinibatchDiscrimination>("minibatch-discrimination"),
        KnownTechnique.Describe<MinibatchStddev>("minibatch-stddev"),
        KnownTechnique.Describe<SpectralNorm>("spectral-norm"),

        // what the generator minimises
        KnownTechnique.Describe<FeatureMatching>("feature-matching"),
        KnownTechnique.Describe<FourierMatching>("fourier-matching"),
        KnownTechnique.Describe<ModeSeeking>("mode-seeking"),

        // schedules
        KnownTechnique.Describe<Unrolled>("unrolled-1", ("look-ahead", 1)),
        KnownTechnique.Describe<Unrolled>("unrolled-5", ("look-ahead", 5)),
        KnownTechnique.Describe<Unrolled>("unrolled-10", ("look-ahead", 10)),
        KnownTechnique.Describe<UnrolledFirstOrder>("unrolled-1-first-order", ("look-ahead", 1)),
        KnownTechnique.Describe<UnrolledFirstOrder>("unrolled-5-first-order", ("look-ahead", 5)),
        KnownTechnique.Describe<UnrolledFirstOrder>("unrolled-10-first-order", ("look-ahead", 10)),
        KnownTechnique.Describe<Uneven>("uneven-2", ("discriminator-steps", 2)),
        KnownTechnique.Describe<Uneven>("uneven-5", ("discriminator-steps", 5)),
        KnownTechnique.Describe<Ttur>("ttur"),

        // more networks
        KnownTechnique.Describe<Veegan>("veegan"),
        KnownTechnique.Describe<D2Gan>("d2gan"),
        KnownTechnique.Describe<MadGan>("mad-gan"),
        KnownTechnique.Describe<Mgan>("mgan"),
    ];

    /// <summary>The technique of a planned run.</summary>
    /// <param name="choice">Its name, version and parameters.</param>
    public static Technique Create(Choice choice)
    {
        if (choice.Parts is { } parts) return new Composition([.. parts.Select(Create)]);
        var known = All.FirstOrDefault(
            technique => technique.Definition.Name == choice.Name && technique.Definition.Version == choice.Version);
        return known is null
            ? throw new ArgumentException(
                $"Technique \"{choice.Name}\" version {choice.Version} does not exist in this version of GanBench.", nameof(choice))
            : known.Create(choice.Parameters);
    }
}
