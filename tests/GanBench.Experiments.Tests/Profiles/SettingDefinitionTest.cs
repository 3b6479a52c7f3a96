using System.Collections.Immutable;
using System.Text.Json;
using GanBench.Definitions;
using GanBench.Experiments.Profiles;

namespace GanBench.Experiments.Tests.Profiles;

/// <summary>What a setting allows, on an example of each kind and on those of a game.</summary>
public class SettingDefinitionTest
{
    // The values are written as a spec has them.
    [TestCase("number", "0.5", true), TestCase("number", "1e-9", true), TestCase("number", "100", true)]
    [TestCase("number", "0", false), TestCase("number", "100.5", false), TestCase("number", "1e999", false)]
    [TestCase("number", "\"0.5\"", false), TestCase("number", "true", false), TestCase("number", "[0.5]", false)]
    [TestCase("count", "1", true), TestCase("count", "3.0", true), TestCase("count", "3e0", true), TestCase("count", "64", true)]
    [TestCase("count", "0", false), TestCase("count", "65", false), TestCase("count", "1.5", false), TestCase("count", "-1", false)]
    [TestCase("size", "\"fresh\"", true), TestCase("size", "7", true), TestCase("size", "\"stale\"", false), TestCase("size", "0", false)]
    [TestCase("share", "0", true), TestCase("share", "0.999", true), TestCase("share", "1", false), TestCase("share", "-0.1", false)]
    [TestCase("word", "\"leaky-relu\"", true), TestCase("word", "\"maxout-2\"", true), TestCase("word", "\"maxout-64\"", true)]
    [TestCase("word", "\"maxout-1\"", false), TestCase("word", "\"maxout-65\"", false), TestCase("word", "\"maxout-02\"", false)]
    [TestCase("word", "\"maxout-#\"", false), TestCase("word", "\"maxout-\"", false), TestCase("word", "\"maxout-2\\n\"", false)]
    [TestCase("word", "\"Leaky-ReLU\"", false), TestCase("word", "\"\"", false), TestCase("word", "2", false)]
    [TestCase("choice", "\"linear-to-zero\"", true), TestCase("choice", "\"LinearToZero\"", false), TestCase("choice", "1", false)]
    [TestCase("truth", "true", true), TestCase("truth", "false", true), TestCase("truth", "\"true\"", false), TestCase("truth", "1", false)]
    [TestCase("list", "[1]", true), TestCase("list", "[8, 8, 8]", true), TestCase("list", "[]", false)]
    [TestCase("list", "[1, 2, 3, 4]", false), TestCase("list", "[0]", false), TestCase("list", "[8, 1.5]", false)]
    [TestCase("list", "[[8]]", false), TestCase("list", "8", false)]
    [TestCase("list", "[\"8\"]", false)]
    public void Allows(string name, string written, bool allowed) =>
        Assert.That(Find(name).Allows(JsonSerializer.Deserialize<SettingValue>(written)!), Is.EqualTo(allowed));

    [TestCase("number", "a finite number above 0, at most 100")]
    [TestCase("count", "a whole number from 1 to 64")]
    [TestCase("size", "a whole number of at least 1 or fresh")]
    [TestCase("share", "a finite number from 0 to below 1")]
    [TestCase("word", "leaky-relu, maxout-N")]
    [TestCase("choice", "constant, linear-to-zero, cosine-to-zero")]
    [TestCase("truth", "true or false")]
    [TestCase("list", "a list of 1 to 3, each a whole number of at least 1")]
    public void Allowed_SaysItInWords(string name, string words) => Assert.That(Find(name).Allowed, Is.EqualTo(words));

    [TestCase("number", "0.1"), TestCase("count", "2"), TestCase("size", "fresh"), TestCase("word", "leaky-relu")]
    [TestCase("choice", "constant"), TestCase("truth", "false"), TestCase("list", "[]")]
    public void Default_IsThatOfTheConstructor(string name, string value) => Assert.That(Find(name).Default!.ToString(), Is.EqualTo(value));

    [Test]
    public void Create_FromWrittenValues_FillsTheRecord()
    {
        var example = (Example)Settings.Create(typeof(Example), new Dictionary<string, SettingValue>
        {
            ["share"] = 0.5, ["size"] = 7, ["choice"] = "cosine-to-zero", ["truth"] = true, ["list"] = SettingValue.Of(3, 4),
        });

        Assert.That(example with { List = default }, Is.EqualTo(
            new Example(0.5, Size: 7, Choice: ScheduleKind.CosineToZero, Truth: true) with { List = default }));
        Assert.That(example.List, Is.EqualTo([3, 4]));
    }

    [Test]
    public void Create_WithoutAValueThatHasNoDefault_NamesIt() =>
        Assert.That(() => Settings.Create(typeof(Example), SettingLayers.None), Throws.ArgumentException.With.Message.Contains("share"));

    [Test]
    public void Create_WithAValueThatIsNotAllowed_NamesIt() => Assert.That(
        () => Settings.Create(typeof(Example), SettingLayers.None.Add("share", 2)),
        Throws.ArgumentException.With.Message.Contains("2 is not"));

    [Test]
    public void Definition_OfAGame_NamesWhatDecidesWhetherItMeansAnything()
    {
        foreach (var definition in GameSettings.Whole.Concat(GameSettings.Side))
        {
            if (definition.When is not var (decides, values))
                continue;
            var other = GameSettings.Whole.Concat(GameSettings.Side).SingleOrDefault(setting => setting.Name == decides);
            Assert.That(values.Select(value => other?.Allows(value)), Is.All.True, definition.Name);
        }
    }

    [Test]
    public void Definition_OfAGame_IsNamedOnceAndExplained()
    {
        var all = GameSettings.Whole.Concat(GameSettings.Side).ToList();

        Assert.That(all.Select(definition => definition.Name), Is.Unique, "a name of one side would hide that of the game");
        Assert.That(all.Select(definition => definition.Meaning), Is.All.Not.Empty.And.All.Not.EndsWith("."));
    }

    private static SettingDefinition Find(string name) => Settings.Of(typeof(Example)).Single(definition => definition.Name == name);

    private sealed record Example(
        [Setting("no default", Minimum = 0, Below = 1)] double Share,
        [Setting("a number", Above = 0, Maximum = 100)] double Number = 0.1,
        [Setting("a count", Minimum = 1, Maximum = 64)] int Count = 2,
        [Setting("a count or none", Minimum = 1, Without = "fresh")] int? Size = null,
        [Setting("a word", Words = "leaky-relu maxout-#")] string Word = "leaky-relu",
        [Setting("one of several")] ScheduleKind Choice = ScheduleKind.Constant,
        [Setting("yes or no")] bool Truth = false,
        [Setting("several", Minimum = 1, MinimumLength = 1, MaximumLength = 3)] ImmutableArray<int> List = default);
}
