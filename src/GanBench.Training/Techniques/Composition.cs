using System.Reflection;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GanBench.Definitions;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;

namespace GanBench.Training.Techniques;

/// <summary>Several techniques at once: each says what it changes, and the baseline says the rest.</summary>
/// <remarks>
/// Penalties are added; what the discriminator is shown, optimisers and changes after a step go through the parts in order; everything else
/// comes from the one part that changes it. <see cref="Refusal"/> says which techniques cannot be put together.
/// </remarks>
public sealed record Composition : Technique
{
    /// <summary>Places that only one part may fill, and what two of them would both decide; places with the same meaning count as one.</summary>
    private static readonly ImmutableArray<(string Place, string Meaning)> Exclusive =
    [
        (nameof(DiscriminatorStepsPerGeneratorStep), "how many discriminator updates go with a generator update"),
        (nameof(Generator), "what the generator is"),
        (nameof(Discriminator), "what the discriminator is"),
        (nameof(RealScore), "what the discriminator is"),
        (nameof(Companion), "which network is trained with the generator"),
        (nameof(AcrossTheBatch), "which layer looks across the batch"),
        (nameof(DiscriminatorWeights), "how the discriminator's weights are normalised"),
        (nameof(DiscriminatorLoss), "what the discriminator minimises"),
        (nameof(GeneratorLoss), "what the generator minimises"),
        (nameof(GeneratorObjective), "what the generator minimises"),
        (nameof(FacedDiscriminator), "which discriminator the generator faces"),
    ];

    /// <summary>All places where a technique can differ from the baseline: the members that it may override, not those that it must.</summary>
    private static readonly ImmutableArray<string> Places =
    [
        .. typeof(Technique).GetMethods()
            .Where(method => method.DeclaringType == typeof(Technique) && method.IsVirtual && !method.IsAbstract)
            .Where(method => !method.IsDefined(typeof(CompilerGeneratedAttribute)) && method.Name != nameof(ConflictWith))
            .Select(method => method.Name),
    ];

    private readonly ImmutableArray<Technique> parts;

    /// <summary>The part that changes each exclusive place; places that none changes are left out. Asked for in every step, so worked out once.</summary>
    private readonly ImmutableDictionary<string, Technique> changers;

    /// <param name="parts">At least two techniques that <see cref="Refusal"/> does not refuse.</param>
    public Composition(ImmutableArray<Technique> parts)
    {
        this.parts = parts;
        changers = Exclusive
            .Select(one => (one.Place, Part: parts.FirstOrDefault(part => Changes(part, one.Place))))
            .Where(one => one.Part is not null)
            .ToImmutableDictionary(one => one.Place, one => one.Part!, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override int Version => Choice.CombinationVersion;

    /// <inheritdoc/>
    public override string Summary => string.Join(' ', parts.Select(part => part.Summary));

    /// <inheritdoc/>
    public override Citation Source => parts[0].Source;

    /// <inheritdoc/>
    public override int DiscriminatorStepsPerGeneratorStep => The(nameof(DiscriminatorStepsPerGeneratorStep)).DiscriminatorStepsPerGeneratorStep;

    /// <inheritdoc/>
    public override int SamplesPerInput => parts.Aggregate(1, (samples, part) => samples * part.SamplesPerInput);

    /// <inheritdoc/>
    public override BatchLayer? AcrossTheBatch => The(nameof(AcrossTheBatch)).AcrossTheBatch;

    /// <inheritdoc/>
    public override WeightRule? DiscriminatorWeights => The(nameof(DiscriminatorWeights)).DiscriminatorWeights;

    /// <inheritdoc/>
    public override bool AllowsBatchNormalisation => parts.All(part => part.AllowsBatchNormalisation);

    /// <summary>Why techniques cannot be put together, or null when they can.</summary>
    /// <param name="parts">The techniques with their names, in the order of the spec.</param>
    public static string? Refusal(IReadOnlyList<(string Name, Technique Technique)> parts)
    {
        if (parts.FirstOrDefault(part => !Places.Any(place => Changes(part.Technique, place))) is { Name: { } idle })
            return $"{idle} changes nothing, so the others alone are the same game; leave it out.";
        if (parts.GroupBy(part => part.Technique.GetType()).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{string.Join(" and ", twice.Select(part => part.Name))} are the same technique; name it once.";
        foreach (var places in Exclusive.GroupBy(one => one.Meaning, one => one.Place))
        {
            if (parts.Where(part => places.Any(place => Changes(part.Technique, place))).ToList() is [var (first, _), var (second, _), ..])
                return $"{first} and {second} both say {places.Key}; leave one of them out.";
        }

        foreach (var (name, technique) in parts)
        {
            if (parts.FirstOrDefault(other => other.Technique != technique && technique.ConflictWith(other.Technique) is not null) is { Technique: { } other } pair)
                return $"{name} cannot be combined with {pair.Name}: {technique.ConflictWith(other)}.";
        }

        return null;
    }

    /// <inheritdoc/>
    public override Optimiser GeneratorOptimiser(Optimiser usual) => parts.Aggregate(usual, (optimiser, part) => part.GeneratorOptimiser(optimiser));

    /// <inheritdoc/>
    public override Optimiser DiscriminatorOptimiser(Optimiser usual) => parts.Aggregate(usual, (optimiser, part) => part.DiscriminatorOptimiser(optimiser));

    /// <inheritdoc/>
    public override Network Generator(NetworkChoice networks) => The(nameof(Generator)).Generator(networks);

    /// <inheritdoc/>
    public override Network Discriminator(NetworkChoice networks) => The(nameof(Discriminator)).Discriminator(networks);

    /// <inheritdoc/>
    public override Network? Companion(NetworkChoice networks) => The(nameof(Companion)).Companion(networks);

    /// <inheritdoc/>
    public override ImmutableArray<int> ShownShape(ImmutableArray<int> sampleShape, int latentDimension) =>
        parts.Aggregate(sampleShape, (shape, part) => part.ShownShape(shape, latentDimension));

    /// <inheritdoc/>
    public override Tensor Shown(Batch batch, Noise noise) =>
        parts.Aggregate(batch, (shown, part) => shown with
        {
            Samples = part.Shown(shown, noise),
            Shape = part.ShownShape(shown.Shape, shown.LatentDimension),
        }).Samples;

    /// <inheritdoc/>
    public override Tensor RealScore(Tensor outputs) => The(nameof(RealScore)).RealScore(outputs);

    /// <inheritdoc/>
    public override Tensor DiscriminatorLoss(Tensor real, Tensor fake) => The(nameof(DiscriminatorLoss)).DiscriminatorLoss(real, fake);

    /// <inheritdoc/>
    public override Tensor? DiscriminatorPenalty(Func<Tensor, Tensor> discriminator, Tensor real, Tensor fake, Noise noise) =>
        Sum(part => part.DiscriminatorPenalty(discriminator, real, fake, noise));

    /// <inheritdoc/>
    public override void AfterDiscriminatorStep(ParameterLayout layout, Tensor parameters)
    {
        foreach (var part in parts)
            part.AfterDiscriminatorStep(layout, parameters);
    }

    /// <inheritdoc/>
    public override Tensor GeneratorLoss(Tensor fake) => The(nameof(GeneratorLoss)).GeneratorLoss(fake);

    /// <inheritdoc/>
    public override Tensor GeneratorObjective(Turn turn) =>
        changers.TryGetValue(nameof(GeneratorObjective), out var part) ? part.GeneratorObjective(turn) : GeneratorLoss(turn.FakeLogits);

    /// <inheritdoc/>
    public override Tensor? GeneratorPenalty(Turn turn) => Sum(part => part.GeneratorPenalty(turn));

    /// <inheritdoc/>
    public override Tensor FacedDiscriminator(Turn turn) => The(nameof(FacedDiscriminator)).FacedDiscriminator(turn);

    /// <summary>Whether a technique says something else than the baseline in a place.</summary>
    internal static bool Changes(Technique technique, string place)
    {
        var type = technique.GetType();
        var declaring = type.GetMethod(place)?.DeclaringType ?? type.GetProperty(place)!.DeclaringType;
        return declaring != typeof(Technique);
    }

    /// <summary>The part that changes a place; any part when none does, because all of them then say what the baseline says.</summary>
    private Technique The(string place) => changers.GetValueOrDefault(place, parts[0]);

    private Tensor? Sum(Func<Technique, Tensor?> penalty)
    {
        Tensor? sum = null;
        foreach (var part in parts)
        {
            if (penalty(part) is { } term) sum = sum is null ? term : sum + term;
        }

        return sum;
    }
}
