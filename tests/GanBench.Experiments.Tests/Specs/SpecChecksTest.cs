using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

public sealed class SpecChecksTest
{
    [Test]
    public void NetworksWhoseWidthsNobodySays_AreAMistakeOfTheDataset()
    {
        var convolutions = Known.Profiles[1] with { Values = Known.Profiles[1].Values.Remove("widths") };
        var reading = Read(
            Json(datasets: """[{ "name": "mnist", "settings": { "profile": "images", "networks": "perceptron" } }]"""),
            Known with { Profiles = [Known.Profiles[0], convolutions] });

        Assert.That(reading.Problems.Single().ToString(), Does.Contain("datasets[0]").And.Contain(
            "the settings do not fit \"mnist\": nothing says \"widths\", " +
            "a list of 1 to 32, each a whole number from 1 to 16,384"));
    }
}
