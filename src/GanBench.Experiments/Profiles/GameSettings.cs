using System.Collections.Immutable;
using GanBench.Definitions;

namespace GanBench.Experiments.Profiles;

/// <summary>Everything about a game that is not its technique: what the experiment section of a paper states.</summary>
/// <remarks>
/// Written flat, by kebab-case name: <c>batch</c>, and for one side <c>generator.rate</c>. A setting that means nothing with the others,
/// such as the momentum of Adam, is left out, so that it cannot make two identities of one training.
/// </remarks>
/// <param name="Networks">The family of networks.</param>
/// <param name="Latent">Numbers per latent vector.</param>
/// <param name="Batch">Discriminator inputs per batch.</param>
/// <param name="Output">Activation behind the generator's last layer: <c>linear</c> or <c>tanh</c>.</param>
/// <param name="LatentDistribution">What latent vectors are drawn from.</param>
/// <param name="DiscriminatorSteps">Discriminator updates per generator update.</param>
/// <param name="TrainingSamples">Size of a fixed training set; null for fresh samples, which for images means all of them.</param>
public sealed record GameSettings(
    [Setting("family of networks")] NetworkFamily Networks,
    [Setting("numbers per latent vector", Minimum = 1, Maximum = 65536)] int Latent,
    [Setting("discriminator inputs per batch", Minimum = 1, Maximum = 65536)] int Batch,
    [Setting("activation behind the generator's last layer", Words = "linear tanh")] string Output,
    [Setting("what latent vectors are drawn from: standard normal, or uniform in [-1, 1)")]
    LatentDistribution LatentDistribution = LatentDistribution.Normal,
    [Setting("discriminator updates per generator update", Minimum = 1, Maximum = 1000)] int DiscriminatorSteps = 1,
    [Setting(
        "size of a fixed training set, drawn once; fresh samples in every step otherwise",
        Minimum = 1, Maximum = 100_000_000, Without = "fresh")]
    int? TrainingSamples = null)
{
    /// <summary>Name of the generator's side in flat names.</summary>
    public const string GeneratorSide = "generator";

    /// <summary>Name of the discriminator's side in flat names.</summary>
    public const string DiscriminatorSide = "discriminator";

    /// <summary>The generator's networks and updates.</summary>
    public required SideSettings Generator { get; init; }

    /// <summary>The discriminator's networks and updates.</summary>
    public required SideSettings Discriminator { get; init; }

    /// <summary>The settings of the whole game, in order.</summary>
    public static ImmutableArray<SettingDefinition> Whole { get; } = Settings.Of(typeof(GameSettings));

    /// <summary>The settings of one side, in order.</summary>
    public static ImmutableArray<SettingDefinition> Side { get; } = Settings.Of(typeof(SideSettings));

    /// <summary>Both sides' names.</summary>
    public static ImmutableArray<string> Sides { get; } = [GeneratorSide, DiscriminatorSide];

    /// <summary>Reads flat settings.</summary>
    /// <param name="flat">Values by flat name, as <see cref="SettingLayers.Effective"/> gives them.</param>
    /// <exception cref="ArgumentException">A value is not allowed, or one is missing.</exception>
    public static GameSettings From(IReadOnlyDictionary<string, SettingValue> flat)
    {
        var whole = (GameSettings)Settings.Create(typeof(GameSettings), flat);
        return whole with { Generator = Of(GeneratorSide), Discriminator = Of(DiscriminatorSide) };

        SideSettings Of(string side) => (SideSettings)Settings.Create(typeof(SideSettings), flat
            .Where(pair => pair.Key.StartsWith(side + ".", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[(side.Length + 1)..], pair => pair.Value, StringComparer.Ordinal));
    }
}
