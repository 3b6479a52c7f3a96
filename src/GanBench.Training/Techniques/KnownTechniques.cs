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
