using GanBench.Experiments.Profiles;

namespace GanBench.Training.Tests;

/// <summary>Settings of the known profiles, to play with as they are or changed.</summary>
internal static class Known
{
    public static GameSettings Points { get; } = Settings("points-mlp128");

    public static GameSettings PointsTanh { get; } = Settings("points-tanh128");

    public static GameSettings ImagesPerceptron { get; } = Settings("images-mlp256");

    public static GameSettings ImagesDcgan { get; } = Settings("images-dcgan");

    public static GameSettings Settings(string profile) => KnownProfiles.Find(profile).Settings;

    /// <summary>The same settings with both sides changed.</summary>
    public static GameSettings With(this GameSettings settings, Func<SideSettings, SideSettings> change) =>
        settings with { Generator = change(settings.Generator), Discriminator = change(settings.Discriminator) };
}
