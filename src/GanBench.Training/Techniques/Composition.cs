using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>Several techniques at once: each says what it changes, and the baseline says the rest.</summary>
/// <param name="Parts">At least two techniques that <see cref="Refusal"/> does not refuse, in the order of the spec.</param>
public sealed record Composition(ImmutableArray<Technique> Parts) : Technique
{
    private const string UpdatesPerUpdate = "how many discriminator updates go with a generator update";

    /// <summary>What only one part may decide, in words, and whether a part decides it.</summary>
    private static readonly ImmutableArray<(string Meaning, Func<Changes, bool> IsDecidedBy)> Exclusive =
    [
        ("what the generator is", changes => changes.Generator is not null),
        ("what the discriminator is", changes => changes.Discriminator is not null || changes.RealScore is not null),
        ("which network is trained with the generator", changes => changes.Companion is not null),
        ("which layer looks across the batch", changes => changes.AcrossTheBatch is not null),
        ("how the discriminator's weights are normalised", changes => changes.DiscriminatorWeights is not null),
        ("what the discriminator minimises", changes => changes.DiscriminatorLoss is not null),
        ("what the generator minimises", changes => changes.GeneratorLoss is not null || changes.GeneratorObjective is not null),
        ("which discriminator the generator faces", changes => changes.FacedDiscriminator is not null),
    ];

    /// <inheritdoc/>
    public override int Version => Choice.CombinationVersion;

    /// <inheritdoc/>
    public override string Summary => string.Join(' ', Parts.Select(part => part.Summary));

    /// <inheritdoc/>
    public override Citation Source => Parts[0].Source;

    /// <inheritdoc/>
    public override Changes Changes => Parts.Aggregate(Changes.None, (changes, part) => changes.Then(part.Changes));

    /// <summary>Why techniques cannot be put together, or null when they can.</summary>
    /// <param name="parts">The techniques with their names, in the order of the spec.</param>
    public static string? Refusal(IReadOnlyList<(string Name, Technique Technique)> parts)
    {
        if (parts.FirstOrDefault(part => part.Technique.Changes == Changes.None) is { Name: { } idle })
            return $"{idle} changes nothing, so the others alone are the same game; leave it out.";
        if (parts.GroupBy(part => part.Technique.GetType()).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{string.Join(" and ", twice.Select(part => part.Name))} are the same technique; name it once.";
        if (TwoWhoSayTheSame(parts) is var (first, second, what))
            return $"{first} and {second} both say {what}; leave one of them out.";
        foreach (var (name, technique) in parts)
        {
            foreach (var (otherName, other) in parts.Where(part => part.Technique != technique))
            {
                if (technique.ConflictWith(other) is { } reason)
                    return $"{name} cannot be combined with {otherName}: {reason}.";
            }
        }

        return null;
    }

    private static (string First, string Second, string What)? TwoWhoSayTheSame(IReadOnlyList<(string Name, Technique Technique)> parts)
    {
        var settings =
            from part in parts
            from said in part.Technique.Changes.Settings
            from setting in SettingLayers.FlatNames(said.Key)
            group (part.Name, said.Value) by setting;
        foreach (var setting in settings)
        {
            if (setting.DistinctBy(said => said.Value).ToList() is [var (first, _), var (second, _), ..])
                return (first, second, setting.Key == "discriminator-steps" ? UpdatesPerUpdate : setting.Key);
        }

        foreach (var (meaning, isDecidedBy) in Exclusive)
        {
            if (parts.Where(part => isDecidedBy(part.Technique.Changes)).ToList() is [var (first, _), var (second, _), ..])
                return (first, second, meaning);
        }

        return null;
    }
}
