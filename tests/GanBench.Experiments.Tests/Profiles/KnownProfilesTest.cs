using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Tests.Profiles;

/// <summary>What every profile must keep, so that a new file is checked by being there.</summary>
[TestFixtureSource(nameof(Names))]
public sealed class KnownProfilesTest(string name)
{
    private static IEnumerable<string> Names => KnownProfiles.All.Select(profile => profile.Name);

    private Profile Profile => KnownProfiles.Find(name);

    [Test]
    public void Profile_HasAVersionAndASentence()
    {
        Assert.That(name, Does.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
        Assert.That(Profile.Version, Is.Positive);
        Assert.That(Profile.Summary, Does.EndWith("."));
    }

    [Test]
    public void Values_AreAllAllowed()
    {
        foreach (var (written, value) in Profile.Values)
        {
            foreach (var flatName in SettingLayers.FlatNames(written))
                Assert.That(SettingLayers.Find(flatName)?.Allows(value), Is.True, $"{written} {value}");
        }
    }

    // A setting that means nothing beside the others would only look as if it did something.
    [Test]
    public void Values_AllMeanSomething()
    {
        var effective = SettingLayers.Effective(Profile.Values);

        Assert.That(Profile.Values.Keys.Where(written => !SettingLayers.FlatNames(written).Any(effective.ContainsKey)), Is.Empty);
    }

    [Test]
    public void Settings_LeaveNothingOpen() => Assert.That(() => Profile.Settings, Throws.Nothing);
}
