using System.Text;
using GanBench.Experiments.Specs;

namespace GanBench.Experiments.Tests.Specs;

/// <summary>What users are told about specs that are wrong in one way each, with everything that can really be named.</summary>
public class WrongSpecsTest
{
    private static IEnumerable<(string Heading, string Json)> Specs =>
    [
        // What is no spec at all.
        ("an empty file", ""),
        ("a file of blanks", " \n\n"),
        ("no JSON", "datasets: ring8"),
        ("a list at the top", "[\"ring8\"]"),
        ("a text at the top", "\"ring8\""),
        ("text behind the end", """{ "datasets": ["ring8"], "techniques": ["ns-gan"] } }"""),
        ("a brace that is not closed", """{ "datasets": ["ring8"], "techniques": ["ns-gan"] """),
        ("a text that is not closed", """{ "datasets": ["ring8], "techniques": ["ns-gan"] }"""),
        ("a number that JSON does not have: NaN", Settings("\"rate\": NaN")),
        ("a number that JSON does not have: Infinity", Settings("\"rate\": -Infinity")),
        ("a number with a leading zero", Settings("\"batch\": 08")),
        ("deep nesting", """{ "datasets": [[[[[[[[[[[[[[[[[["ring8"]]]]]]]]]]]]]]]]]] }"""),

        // Keys.
        ("nothing but braces", "{}"),
        ("a key that is nearly known", Spec("\"generator-step\": 100")),
        ("a key that is not known", Spec("\"metrics\": [\"fid\"]")),
        ("a key twice", Spec("\"seeds\": [0], \"seeds\": [1]")),
        ("a key twice among the settings", Settings("\"rate\": 1e-3, \"rate\": 1e-4")),
        ("a setting beside the datasets", Spec("\"batch\": 64, \"profile\": \"points-tanh128\"")),
        ("wrong types everywhere", """
            { "name": 5, "question": [], "datasets": "ring8", "techniques": {}, "seeds": true, "generator-steps": "100", "evaluation": 7,
              "controls": {}, "settings": [] }
            """),
        ("wrong types one level down", """
            { "datasets": [5, { "name": 5 }, ["ring8"]], "techniques": [null, { "name": ["r1"] }, { "name": "r1", "on": "ring8" }],
              "settings": { "generator": 5, "discriminator": "adam", "profile": 5, "averages": 0.9 },
              "evaluation": { "samples": "many", "checkpoints": [] } }
            """),

        // Names.
        ("a name that is no folder", Spec("\"name\": \"My experiment\"")),
        ("a question of two lines", Spec("\"question\": \"Why?\\nHow?\"")),
        ("a dataset that is nearly known", Datasets("\"rings8\"")),
        ("a dataset twice", Datasets("\"ring8\", { \"name\": \"ring8\" }")),
        ("no datasets", Datasets("")),
        ("a technique that is nearly known", Techniques("\"wgangp\"")),
        ("a technique twice", Techniques("\"r1\", { \"name\": \"r1\", \"gamma\": 10 }")),
        ("a technique on another dataset", Techniques("{ \"name\": \"r1\", \"on\": [\"grid25\"] }")),
        ("a technique on nothing", Techniques("{ \"name\": \"r1\", \"on\": [] }")),
        ("a profile that is nearly known", Settings("\"profile\": \"points-tanh\"")),
        ("a control that is nearly known", Spec("\"controls\": [\"perfect-sample\"]")),
        ("a combination of one", Techniques("[\"r1\"]")),
        ("a combination that contradicts itself", Techniques("[\"wgan-gp\", \"hinge\"]")),
        ("settings in a part of a combination", Techniques("[\"hinge\", { \"name\": \"r1\", \"settings\": { \"batch\": 8 } }]")),
        ("a setting in a part of a combination", Techniques("[\"hinge\", { \"name\": \"r1\", \"batch\": 8 }]")),

        // Where settings stand.
        ("a profile at a dataset", Datasets("{ \"name\": \"ring8\", \"profile\": \"points-tanh128\" }")),
        ("settings at a technique", Techniques("{ \"name\": \"r1\", \"rate\": 1e-4, \"generator\": { \"rate\": 1e-3 } }")),
        ("a technique's parameter among the settings", Settings("\"gamma\": 10")),
        ("steps among the settings", Settings("\"generator-steps\": 10")),
        ("a setting of the whole game for one side", Settings("\"generator\": { \"batch\": 64 }")),
        ("a setting that is nearly known", Settings("\"learning-rate\": 1e-3, \"bacth\": 64, \"generator\": { \"beta_1\": 0.5 }")),
        ("a setting that means nothing with the optimiser", Settings("\"momentum\": 0.9")),
        ("a setting that means nothing at its technique",
            Techniques("{ \"name\": \"r1\", \"settings\": { \"generator\": { \"decay\": 0.9 } } }, \"wgan\"")),
        ("a setting that means nothing at its dataset",
            Datasets("{ \"name\": \"ring8\", \"settings\": { \"channels\": 16 } }, \"glyphs\"")),
        ("a setting that means nothing with the schedule", Settings("\"schedule-from\": 0.5")),

        // Values of settings.
        ("an activation that is nearly known", Settings("\"activation\": \"leakyrelu\"")),
        ("an activation in the spelling of papers", Settings("\"activation\": \"ReLU\"")),
        ("an activation that is not known", Settings("\"activation\": \"swish\"")),
        ("maxout of one piece", Settings("\"activation\": \"maxout-1\"")),
        ("maxout in another spelling", Settings("\"activation\": \"maxuot-4\"")),
        ("an optimiser that is not known", Settings("\"optimiser\": \"adamw\"")),
        ("a rate of 0", Settings("\"rate\": 0")),
        ("a negative rate", Settings("\"generator\": { \"rate\": -1e-3 }")),
        ("a huge rate", Settings("\"rate\": 1e300")),
        ("a number beyond all numbers", Settings("\"rate\": 1e400, \"batch\": 123456789012345678901234567890")),
        ("a number in quotation marks", Settings("\"rate\": \"1e-3\"")),
        ("a batch of 0", Settings("\"batch\": 0")),
        ("a batch that is not whole", Settings("\"batch\": 12.5")),
        ("latent vectors of nothing", Settings("\"latent\": 0")),
        ("no training samples", Settings("\"training-samples\": 0")),
        ("more training samples than memory holds", Settings("\"profile\": \"images-dcgan\", \"training-samples\": 99999999", "glyphs")),
        ("no layers", Settings("\"widths\": []")),
        ("a layer of nothing", Settings("\"widths\": [128, 0]")),
        ("a layer that is too wide", Settings("\"widths\": [16385, 128.5, \"wide\"]")),
        ("too many layers", Settings($"\"widths\": [{string.Join(", ", Enumerable.Repeat(8, 33))}]")),
        ("one width without brackets", Settings("\"widths\": 128")),
        ("a list where one value stands", Settings("\"rate\": [1e-3, 1e-4]")),
        ("beta2 of 1", Settings("\"beta2\": 1")),
        ("a schedule from behind the end", Settings("\"schedule\": \"cosine-to-zero\", \"schedule-from\": 1.5")),
        ("a warm-up beyond the run", Settings("\"warm-up\": 10001")),
        ("averages of a decay of 1", Settings("\"averages\": [0.9, 1]")),
        ("averages twice", Settings("\"averages\": [0.9, 0.99, 0.9]")),
        ("too many averages", Settings("\"averages\": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]")),
        ("truth where a word stands", Settings("\"batch-normalisation\": true")),

        // Parameters.
        ("a negative parameter", Techniques("{ \"name\": \"wgan-gp\", \"lambda\": -1 }")),
        ("a parameter that is nearly known", Techniques("{ \"name\": \"wgan-gp\", \"lamda\": 1 }")),
        ("a parameter of nothing", Techniques("{ \"name\": \"r1\", \"gamma\": null }")),
        ("a parameter of a dataset that is too small",
            Datasets("{ \"name\": \"ring8-imbalanced\", \"weights\": [1, 1, 1, 1, 1, 1, 1, 0] }")),
        ("too few weights", Datasets("{ \"name\": \"ring8-imbalanced\", \"weights\": [1, 2] }")),

        // Each.
        ("each of a dataset's parameter", Datasets("""
            { "name": "ring8-imbalanced", "weights": { "each": [[1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 2]] } }
            """)),
        ("each of nothing", Settings("\"rate\": { \"each\": [] }")),
        ("each of mixed kinds", Settings("\"rate\": { \"each\": [1e-3, \"fast\", true, [1e-4]] }")),
        ("each of a value twice", Settings("\"rate\": { \"each\": [1e-3, 0.001] }")),
        ("each that a technique overrules", """
            { "datasets": ["ring8"], "techniques": ["wgan"], "settings": { "rate": { "each": [1e-3, 1e-4] } } }
            """),
        ("each that means nothing with a technique", """
            { "datasets": ["ring8"], "techniques": ["ns-gan", "wgan"], "settings": { "beta1": { "each": [0, 0.5] } } }
            """),
        ("each that is no list", Settings("\"rate\": { \"each\": 1e-3 }")),
        ("each in another spelling", Settings("\"rate\": { \"every\": [1e-3] }")),
        ("each beside something else", Settings("\"rate\": { \"each\": [1e-3], \"from\": 0 }")),
        ("each of profiles", Settings("\"profile\": { \"each\": [\"points-mlp128\", \"points-tanh128\"] }")),
        ("each of averages", Settings("\"averages\": { \"each\": [[0.9], [0.99]] }")),
        ("each of steps", Spec("\"generator-steps\": { \"each\": [100, 200] }")),
        ("each of techniques", """{ "datasets": ["ring8"], "techniques": { "each": ["r1", "hinge"] } }"""),

        // Seeds, steps, evaluations.
        ("seeds backwards", Spec("\"seeds\": \"9-0\"")),
        ("seeds twice", Spec("\"seeds\": [0, 1, \"0-2\"]")),
        ("a negative seed", Spec("\"seeds\": [-1]")),
        ("no seeds", Spec("\"seeds\": []")),
        ("a number of seeds", Spec("\"seeds\": 5")),
        ("no steps", Spec("\"generator-steps\": 0")),
        ("steps that are not whole", Spec("\"generator-steps\": 1.5")),
        ("fewer steps than checkpoints", Spec("\"generator-steps\": 5")),
        ("no samples", Spec("\"evaluation\": { \"samples\": 0 }")),
        ("an evaluation that is nearly known", Spec("\"evaluation\": { \"sample\": 100 }")),
        ("too many cells", Spec("\"seeds\": [\"0-9999\", \"10000-19999\"], \"settings\": { \"rate\": { \"each\": [1, 2, 3] } }")),

        // What does not fit together.
        ("normalisation over a batch of 1", Settings("\"batch\": 1, \"batch-normalisation\": \"batch\"")),
        ("normalisation over a batch of 1, one side", Settings("\"batch\": 1, \"generator\": { \"batch-normalisation\": \"batch\" }")),
        ("convolutions on points", Settings("\"profile\": \"images-dcgan\"")),
        ("perceptrons without widths", Settings("\"profile\": \"images-dcgan\", \"networks\": \"perceptron\"", "glyphs")),
        ("a technique that does not fit", """
            { "datasets": [{ "name": "glyphs", "settings": { "profile": "images-dcgan" } }], "techniques": ["r1", "veegan"] }
            """),
    ];

    [Test]
    public void Messages_SayWhereWhatAndWhatToDo()
    {
        var text = new StringBuilder();
        foreach (var (heading, json) in Specs)
        {
            var reading = SpecParser.Parse("wrong.json", Encoding.UTF8.GetBytes(json), KnownHere.Catalogue);
            Assert.That(reading.Spec, Is.Null, heading);
            text.Append($"# {heading}\n");
            foreach (var line in json.TrimEnd('\n').Split('\n'))
                text.Append($"    {(line.Length > 200 ? line[..200] + "..." : line)}".TrimEnd() + "\n");
            foreach (var line in reading.Describe().TrimEnd('\n').Split('\n').SkipLast(1))
                text.Append($"{line.Replace(Techniques(), "(all techniques)", StringComparison.Ordinal)}\n");
            text.Append('\n');
        }

        ApprovedText.Check("wrong-specs.txt", text.ToString());
    }

    [Test]
    public void Specs_AreAHundredAndDiffer()
    {
        Assert.That(Specs.Count(), Is.GreaterThanOrEqualTo(100));
        Assert.That(Specs.Select(spec => spec.Heading), Is.Unique);
        Assert.That(Specs.Select(spec => spec.Json), Is.Unique);
    }

    // The approved text is not to change with every new technique.
    private static string Techniques() => string.Join(", ", KnownHere.Catalogue.Techniques.Select(technique => technique.Name));

    private static string Spec(string members) => $$"""{ "datasets": ["ring8"], "techniques": ["ns-gan"], {{members}} }""";

    private static string Settings(string settings, string dataset = "ring8") =>
        $$"""{ "datasets": ["{{dataset}}"], "techniques": ["ns-gan"], "settings": { {{settings}} } }""";

    private static string Datasets(string datasets) => $$"""{ "datasets": [{{datasets}}], "techniques": ["ns-gan"] }""";

    private static string Techniques(string techniques) => $$"""{ "datasets": ["ring8"], "techniques": [{{techniques}}] }""";
}
