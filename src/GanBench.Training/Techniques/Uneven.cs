using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Training.Techniques;

/// <summary>Uneven updates: the discriminator makes k steps for each step of the generator. More in docs/techniques/uneven.md.</summary>
/// <param name="DiscriminatorSteps">k, discriminator updates per generator update.</param>
public sealed record Uneven(
    [Setting("discriminator updates per generator update", Minimum = 1, Maximum = 1000)] int DiscriminatorSteps = 2) : Technique
{
    /// <inheritdoc/>
    public override string Summary => $"{DiscriminatorSteps} discriminator updates per generator update.";

    /// <inheritdoc/>
    public override Citation Source => new NsGan().Source;

    /// <inheritdoc/>
    public override Changes Changes => new() { Settings = SettingLayers.None.Add("discriminator-steps", DiscriminatorSteps) };
}
