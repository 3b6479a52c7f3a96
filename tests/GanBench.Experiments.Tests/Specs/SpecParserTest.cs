using GanBench.Definitions;
using GanBench.Experiments.Specs;
using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

public class SpecParserTest
{
    [Test]
    public void Parse_AFullSpec_KeepsWhatWasWritten()
    {
        var spec = Spec(Json(
            datasets: """["ring8", { "name": "mnist", "generator-steps": 1500, "settings": { "profile": "points" } }]""",
            techniques: """["ns-gan", { "name": "wgan-gp", "lambda": 0.1, "on": ["ring8"] }]""",
            seeds: "[3, 1]",
            evaluation: """{ "samples": 50, "checkpoints": 7 }"""));

        Assert.Multiple(() =>
        {
            Assert.That(spec.Name, Is.EqualTo("example"));
            Assert.That(spec.Question, Is.EqualTo("Does it work?"));
            Assert.That(spec.Datasets.Select(dataset => (dataset.Name, dataset.Settings.Single().Profile, dataset.GeneratorSteps)),
                Is.EqualTo(new (string, string?, int?)[] { ("ring8", null, null), ("mnist", "points", 1500) }));
            Assert.That(spec.Techniques[1].Parameters, Is.EquivalentTo(new Dictionary<string, SettingValue> { ["lambda"] = 0.1 }));
            Assert.That(spec.Techniques[1].On, Is.EqualTo(new[] { "ring8" }));
            Assert.That(spec.Techniques[0].On, Is.Null);
            Assert.That(spec.Seeds, Is.EqualTo(new[] { 3, 1 }));
            Assert.That(spec.Evaluation, Is.EqualTo(new SpecEvaluation(50, 7)));
        });
    }

    [Test]
    public void Parse_WithoutEvaluation_TakesTheDefaults() =>
        Assert.That(Spec(Json()).Evaluation, Is.EqualTo(new SpecEvaluation(2500, 10)));

    [Test]
    public void Parse_CommentsTrailingCommasAndByteOrderMark_AreAllowed() =>
        Assert.That(Read("\uFEFF// why\n" + Json(seeds: "[0, /* one */ 1,]")).Problems, Is.Empty);

    [TestCase("1e2"), TestCase("100.0"), TestCase("100")]
    public void Parse_AWholeNumberHoweverWritten_IsWhole(string steps) =>
        Assert.That(Spec(Json(steps: steps)).GeneratorSteps, Is.EqualTo(100));

    [Test]
    public void Describe_ASpecWithManyMistakes_NamesThemAllAtOnce()
    {
        ApprovedText.Check("spec-problems.txt", Read(
            """
            {
              "name": "../ring",
              "question": "",
              "datasets": [ "ring9", { "name": "grid25", "profil": "points", "generator-steps": 0 }, 5, "grid25",
                { "settings": { "profile": "points" } }, { "name": "mnist", "profile": "image" } ],
              "techniques": [
                "ns-gan", "ns-gan", "wgangp",
                { "name": "wgan-gp", "lambda": -1, "lamda": 2, "critics": 1.5 },
                { "name": "wgan-gp", "lambda": 1e999, "on": ["ring8", "grid25", "grid25"] },
                { "name": "wgan-gp", "lambda": "10", "on": [] },
                { "name": null },
              ],
              "seeds": [0, 3, 3, -1, 1.5, 2147483648, "7-"],
              "seeds": [],
              "generator-step": 10,
              "evaluation": { "samples": 0, "checkpoints": 1e6, "metrics": [] }
            }
            """).Describe());
    }

    [Test]
    public void Parse_ListsOfTechniques_AreCombinations()
    {
        var techniques = Spec(Json(
            datasets: """["ring8", "grid25"]""",
            techniques: """
                [["wgan-gp", "ns-gan"], { "all-of": ["ns-gan", { "name": "wgan-gp", "lambda": 0.1 }], "on": ["ring8"] }]
                """)).Techniques;

        Assert.Multiple(() =>
        {
            Assert.That(techniques.Select(technique => technique.Name), Is.EqualTo(new[] { "wgan-gp+ns-gan", "ns-gan+wgan-gp" }));
            Assert.That(techniques[0].On, Is.Null);
            Assert.That(techniques[1].On, Is.EqualTo(new[] { "ring8" }));
            Assert.That(techniques[1].Parts!.Value.Select(part => part.Name), Is.EqualTo(new[] { "ns-gan", "wgan-gp" }));
            Assert.That(
                techniques[1].Parts!.Value[1].Parameters, Is.EquivalentTo(new Dictionary<string, SettingValue> { ["lambda"] = 0.1 }));
            Assert.That(techniques[1].Parameters, Is.Empty);
        });
    }

    [Test]
    public void Describe_CombinationsWithManyMistakes_NamesThemAllAtOnce() => ApprovedText.Check("combination-problems.txt", Read(Json(
        datasets: """
        [
          "ring8",
          { "name": "mnist", "settings": { "profile": "points" } },
          { "name": "grid25", "settings": { "profile": "images" } },
        ]
        """,
        techniques: """
        [
            [], ["ns-gan"], [["ns-gan", "wgan-gp"], "wgangp"], ["ns-gan", { "all-of": ["ns-gan"] }],
            { "all-of": ["ns-gan", { "name": "wgan-gp", "lambda": -1, "on": ["ring8"], "gamma": 1 }],
              "name": "mine", "lambda": 1, "on": ["ring9"] },
            { "all-of": "ns-gan" }, [5, "ns-gan"], ["wgan-gp", "wgan-gp"],
            ["ns-gan", "wgan-gp"], { "all-of": ["ns-gan", { "name": "wgan-gp", "lambda": 10 }] }, ["wgan-gp", "ns-gan"],
            "minibatch-discrimination", { "all-of": [] },
          ]
        """)).Describe());

    [TestCase("", "line 1, column 1: this is not JSON.")]
    [TestCase("{\n  \"name\": oops\n}", "line 2, column 11: this is not JSON.")]
    [TestCase("{} {}", "line 1, column 4: this is not JSON.")]
    [TestCase("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "maximum configured depth of 16")]
    [TestCase("{\n\"name\": \"\\ud800\" }", "line 2, column 9: this is not JSON. The text has a \\u escape that is no character.")]
    [TestCase("{ \"\\udc00\": 1 }", "a \\u escape that is no character")]
    [TestCase("[]", "a list is not a spec")]
    [TestCase("null", "null is not a spec")]
    public void Parse_SomethingThatIsNoSpec_SaysWhereAndWhy(string json, string expected)
    {
        var reading = Read(json);

        Assert.That(reading.Spec, Is.Null);
        Assert.That(reading.Describe(), Does.Contain(expected).And.EndWith("1 problem; nothing was run.\n"));
    }

    [Test]
    public void Parse_BytesThatAreNotUtf8_SaysSo() =>
        Assert.That(SpecParser.Parse("x.json", new byte[] { (byte)'{', 0xff, (byte)'}' }, Known).Describe(), Does.Contain("not UTF-8"));

    [Test]
    public void Parse_AnEmptyObject_NamesEveryMissingKey() =>
        Assert.That(
            Read("{}").Problems.Select(problem => problem.Message.Split('"')[1]), Is.EqualTo(new[] { "datasets", "techniques" }));

    [TestCase("\"a\\n\""), TestCase("\"\""), TestCase("\"-a\""), TestCase("\"A\""), TestCase("\"a/b\"")]
    [TestCase("\"a.b\""), TestCase("\"..\"")]
    public void Parse_ANameThatIsNoFolderName_IsAProblem(string name) =>
        Assert.That(Read(Json(name: name)).Problems.Single().Path, Is.EqualTo("name"));

    [Test]
    public void Parse_ANameOf65Characters_IsTooLong()
    {
        Assert.That(Read(Json(name: $"\"{new string('a', 64)}\"")).Problems, Is.Empty);
        Assert.That(Read(Json(name: $"\"{new string('a', 65)}\"")).Problems, Has.Length.EqualTo(1));
    }

    [TestCase("0"), TestCase("100000001"), TestCase("1.5"), TestCase("1e400"), TestCase("-5"), TestCase("\"100\"")]
    [TestCase("true"), TestCase("null")]
    public void Parse_GeneratorStepsOutOfRange_AreAProblem(string steps) =>
        Assert.That(
            Read(Json(steps: steps)).Problems.Single(),
            Has.Property("Path").EqualTo("generator-steps").And.Property("Message").Contains("100,000,000"));

    [Test]
    public void Parse_MoreCheckpointsThanSteps_IsAProblem()
    {
        var experiment = Read(Json(steps: "9", evaluation: """{ "checkpoints": 10 }"""));
        var dataset = Read(Json(datasets: """[{ "name": "ring8", "generator-steps": 9 }]""", evaluation: """{ "checkpoints": 10 }"""));

        Assert.That(experiment.Problems.Single().Path, Is.EqualTo("generator-steps"));
        Assert.That(dataset.Problems.Single().Path, Is.EqualTo("datasets[0]"));
    }

    // Stating the default is the same cell as leaving it out.
    [TestCase("""["wgan-gp", { "name": "wgan-gp", "lambda": 10 }]""", false)]
    [TestCase("""["wgan-gp", { "name": "wgan-gp", "lambda": 1 }]""", true)]
    [TestCase("""["wgan-gp", { "name": "wgan-gp", "on": ["grid25"] }]""", false)]
    [TestCase("""[{ "name": "wgan-gp", "on": ["ring8"] }, { "name": "wgan-gp", "on": ["grid25"] }]""", true)]
    [TestCase("""[{ "name": "wgan-gp", "lambda": 0 }, { "name": "wgan-gp", "lambda": -0.0 }]""", false)]
    [TestCase("""[["wgan-gp", "ns-gan"], [{ "name": "wgan-gp", "lambda": 10 }, "ns-gan"]]""", false)]
    [TestCase("""[["wgan-gp", "ns-gan"], [{ "name": "wgan-gp", "lambda": 1 }, "ns-gan"]]""", true)]
    [TestCase("""[["wgan-gp", "ns-gan"], ["ns-gan", "wgan-gp"]]""", true)]   // the order of the parts can change numbers
    [TestCase("""["wgan-gp", ["ns-gan", "wgan-gp"]]""", true)]
    public void Parse_TheSameCellTwice_IsAProblem(string techniques, bool allowed)
    {
        var problems = Read(Json(datasets: """["ring8", "grid25"]""", techniques: techniques)).Problems;

        if (allowed)
            Assert.That(problems, Is.Empty);
        else
            Assert.That(
                problems.Single(), Has.Property("Path").EqualTo("techniques[1]").And.Property("Message").Contains("already techniques[0]"));
    }

    [Test]
    public void Parse_ADatasetWithoutAnyTechnique_IsAProblem() =>
        Assert.That(
            Read(Json(datasets: """["ring8", "grid25"]""", techniques: """[{ "name": "ns-gan", "on": ["ring8"] }]""")).Problems.Single(),
            Has.Property("Path").EqualTo("datasets[1]").And.Property("Message").Contains("no technique"));

    [Test]
    public void Parse_MoreThan100000Cells_IsAProblem()
    {
        var seeds = $"[{string.Join(",", Enumerable.Range(0, 50_001))}]";

        Assert.That(Read(Json(seeds: seeds)).Problems, Is.Empty);
        Assert.That(
            Read(Json(seeds: seeds, techniques: """["ns-gan", "wgan-gp"]""")).Problems.Single().Message, Does.Contain("100,002 cells"));
    }

    [Test]
    public void Describe_ThousandsOfProblems_ShowsAHundredAndCountsTheRest()
    {
        var lines = Read(Json(seeds: $"[{string.Join(",", Enumerable.Repeat("-1", 1101))}]")).Describe().Split('\n');

        Assert.That(lines, Has.Length.EqualTo(103));   // with the empty text after the last line end
        Assert.That(lines[100], Is.EqualTo("... and 1,001 more."));
        Assert.That(lines[101], Is.EqualTo("1,101 problems; nothing was run."));
    }

    [Test]
    public void Describe_ControlCharactersInAName_CannotReachTheTerminal() =>
        Assert.That(
            Read(Json(techniques: """["\u001b[2J\u202e"]""")).Describe(),
            Does.Contain("\\u001b[2J\\u202e").And.Not.Contain("\u001b").And.Not.Contain("\u202e"));

    [Test]
    public void Parse_ATextOfAMegabyte_IsQuotedShort() =>
        Assert.That(Read(Json(techniques: $"[\"{new string('x', 1_000_000)}\"]")).Describe(), Has.Length.LessThan(500));
}
