using System.Collections.Immutable;
using GanBench.Definitions;
using GanBench.Experiments.Plans;
using GanBench.Experiments.Profiles;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Plans;

/// <summary>What of a catalogue and of a spec changes the id of a cell, and what does not.</summary>
public class IdentityTest
{
    private const string Example = """
        {
          "name": "example", "question": "Why?",
          "datasets": ["ring8"],
          "techniques": [{ "name": "wgan-gp", "lambda": 0.5, "critics": 2, "settings": { "rate": 0.5, "batch": 8 } }],
          "seeds": [0], "generator-steps": 100, "evaluation": { "samples": 50, "checkpoints": 5 }
        }
        """;

    [Test]
    public void AMetricThatIsAdded_ChangesNoId()
    {
        var more = Known.Metrics.Add(Known.Metrics[0] with { Name = "newest" });

        Assert.That(Id(Example, Known with { Metrics = more }), Is.EqualTo(Id(Example)));
    }

    [Test]
    public void AMetricThatIsTaken_OrWhoseVersionIsRaised_ChangesNoId()
    {
        var newer = Known.Metrics.SetItem(0, Known.Metrics[0] with { Version = 77 });

        Assert.That(Id(Example, Known with { Metrics = [] }), Is.EqualTo(Id(Example)));
        Assert.That(Id(Example, Known with { Metrics = newer }), Is.EqualTo(Id(Example)));
    }

    [Test]
    public void TheOrderInTheFile_ItsSpacingAndItsNumbersSpelling_ChangeNoId()
    {
        const string Reordered = """
            {"evaluation":{"checkpoints":5.0,"samples":5e1},"generator-steps":1e2,"seeds":"0","techniques":[{"settings":{"batch":8,
            "rate":5e-1},"critics":2,"lambda":0.50,"name":"wgan-gp"}],"question":"Why?","name":"example","datasets":[{"name":"ring8"}]}
            """;

        Assert.That(Id(Reordered), Is.EqualTo(Id(Example)));
    }

    // A default that is written, a setting that means nothing, another layer that says the same: the training is the same.
    [TestCase("\"batch\": 8 ", "\"batch\": 8, \"beta2\": 0.999 ")]
    [TestCase("\"rate\": 0.5", "\"generator\": { \"rate\": 0.5 }, \"discriminator\": { \"rate\": 0.5 }")]
    [TestCase("\"datasets\": [\"ring8\"]", "\"datasets\": [{ \"name\": \"ring8\", \"settings\": { \"batch\": 99 } }]")]
    [TestCase("\"name\": \"example\"", "\"name\": \"other\", \"settings\": { \"profile\": \"points\" }")]
    [TestCase("Why?", "What for?")]
    [TestCase("\"generator-steps\": 100", "\"generator-steps\": 100, \"controls\": false")]
    public void WhatMakesNoDifference_ChangesNoId(string written, string instead) =>
        Assert.That(Id(Example.Replace(written, instead)), Is.EqualTo(Id(Example)));

    [TestCase("\"ring8\"", "\"grid25\"")]
    [TestCase("\"lambda\": 0.5", "\"lambda\": 0.25")]
    [TestCase("\"critics\": 2", "\"critics\": 3")]
    [TestCase("\"rate\": 0.5", "\"rate\": 0.25")]
    [TestCase("\"rate\": 0.5", "\"generator\": { \"rate\": 0.5 }")]
    [TestCase("\"batch\": 8", "\"batch\": 16")]
    [TestCase("\"batch\": 8", "\"batch\": 8, \"training-samples\": 100")]
    [TestCase("\"seeds\": [0]", "\"seeds\": [1]")]
    [TestCase("\"generator-steps\": 100", "\"generator-steps\": 101")]
    public void WhatChangesTheTraining_ChangesBothIds(string written, string instead)
    {
        var (before, after) = (Planned(Example, Known), Planned(Example.Replace(written, instead), Known));

        Assert.That(after.Id(), Is.Not.EqualTo(before.Id()));
        Assert.That(after.Training.Id(), Is.Not.EqualTo(before.Training.Id()));
    }

    [TestCase("\"samples\": 50", "\"samples\": 51")]
    [TestCase("\"checkpoints\": 5", "\"checkpoints\": 6")]
    [TestCase("\"batch\": 8", "\"batch\": 8, \"averages\": [0.9]")]
    public void WhatChangesTheMeasuringAlone_ChangesTheCellsIdAlone(string written, string instead)
    {
        var (before, after) = (Planned(Example, Known), Planned(Example.Replace(written, instead), Known));

        Assert.That(after.Id(), Is.Not.EqualTo(before.Id()));
        Assert.That(after.Training.Id(), Is.EqualTo(before.Training.Id()));
    }

    [Test]
    public void AVersionThatIsRaised_ChangesTheId() => Assert.That(
        new[]
        {
            Id(Example),
            Id(Example, Known with { Datasets = Raised(Known.Datasets, "ring8") }),
            Id(Example, Known with { Techniques = Raised(Known.Techniques, "wgan-gp") }),
            Id(Example, Known with { TrainingVersion = Known.TrainingVersion + 1 }),
            Id(Example, Known with { Engine = "bittorch-2" }),
        },
        Is.Unique);

    // Another technique's version, or a profile's that says the same numbers, is nothing to this cell.
    [Test]
    public void AVersionOfSomethingElse_ChangesNoId()
    {
        ImmutableArray<Profile> newer = [.. Known.Profiles.Select(profile => profile with { Version = 99 })];

        Assert.That(Id(Example, Known with { Techniques = Raised(Known.Techniques, "ns-gan") }), Is.EqualTo(Id(Example)));
        Assert.That(Id(Example, Known with { Profiles = newer }), Is.EqualTo(Id(Example)));
    }

    private static ImmutableArray<Definition> Raised(ImmutableArray<Definition> known, string name) =>
        [.. known.Select(one => one.Name == name ? one with { Version = one.Version + 1 } : one)];

    private static string Id(string json) => Id(json, Known);

    private static string Id(string json, Catalogue catalogue) => Planned(json, catalogue).Id();

    private static PlannedRun Planned(string json, Catalogue catalogue)
    {
        var reading = Read(json, catalogue);
        Assert.That(reading.Problems, Is.Empty);
        return Plan.From(reading.Spec!, catalogue)[0];
    }
}
