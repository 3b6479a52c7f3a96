using GanBench.Definitions;
using GanBench.Training.Networks;
using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Training;

/// <summary>What a technique's own settings make of a network profile.</summary>
public static class OwnSettings
{
    /// <summary>Discriminator updates per generator update.</summary>
    /// <param name="rules">What the game is played by.</param>
    public static int DiscriminatorSteps(Rules rules) =>
        rules.Settings.GetValueOrDefault("discriminator-steps") is SettingValue.Number steps ? (int)steps.Value : 1;

    /// <summary>Whether the discriminator may normalise over the batch where the profile does.</summary>
    /// <param name="rules">What the game is played by.</param>
    public static bool AllowBatchNormalisation(Rules rules) =>
        rules.Settings.GetValueOrDefault("discriminator.batch-normalisation") is not SettingValue.Word { Value: "none" };

    /// <summary>The profile with the technique's own optimisers.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="rules">What the game is played by.</param>
    public static NetworkProfile Over(NetworkProfile profile, Rules rules)
    {
        if (rules.Settings.GetValueOrDefault("optimiser") is not SettingValue.Word { Value: "rmsprop" }) return profile;
        var optimiser = new RmsProp(Number("rate"), Number("decay"), Number("epsilon"));
        return profile with { GeneratorOptimiser = optimiser, DiscriminatorOptimiser = optimiser };

        double Number(string name) => ((SettingValue.Number)rules.Settings[name]).Value;
    }
}
