using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using GanBench.Definitions;
using GanBench.Experiments.Specs;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests;

/// <summary>The samples in README.md are compiled and run here, so that they cannot rot.</summary>
public sealed partial class ReadmeTest
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "README.md"));

    [Test]
    public void Spec_OfTheReadme_IsAcceptedAsItStands()
    {
        var json = FencedBlock("json");

        var reading = SpecParser.Parse("README.md", Encoding.UTF8.GetBytes(json), Catalogues.BitTorch);

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(
            Plan.From(reading.Spec!, Catalogues.BitTorch), Has.Length.EqualTo(2 * (2 + 4) * 5),
            "two datasets, two techniques and four controls each, five seeds");
    }

    [Test]
    public void Technique_OfTheReadme_IsTheOneCompiledHere()
    {
        var here = File.ReadAllText(ThisFile());

        Assert.That(
            here,
            Does.Contain(
            string.Join('\n', FencedBlock("csharp").Split('\n').Select(line => line.Length == 0 ? line : "    " + line)).TrimEnd()));
    }

    // LSGAN, arXiv:1611.04076, equation 9 with b = c = 1, a = 0: 1/2 E (D(x) - 1)^2 + 1/2 E D(G(z))^2 and 1/2 E (D(G(z)) - 1)^2.
    [Test]
    public void Technique_OfTheReadme_ComputesItsPapersLosses()
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (tensor([1f, 3f], [1, 2]), tensor([-1f, 2f], [1, 2]));

        Assert.Multiple(() =>
        {
            Assert.That(new LeastSquares().Rules.DiscriminatorLoss(real, fake).item<float>(), Is.EqualTo(0.5f * 2 + 0.5f * 2.5f));
            Assert.That(new LeastSquares().Rules.GeneratorLoss(fake).item<float>(), Is.EqualTo(0.5f * 2.5f));
            Assert.That(new LeastSquares().Source.ArXiv, Is.EqualTo("1611.04076"));
            Assert.That(new LeastSquares().Version, Is.EqualTo(1));
            Assert.That(new LeastSquares().Summary, Is.Not.Empty);
        });
    }

    private static string FencedBlock(string language) => Fence(language).Match(Readme).Groups[1].Value;

    private static Regex Fence(string language) => language == "json" ? JsonFence() : CSharpFence();

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonFence();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpFence();

    public sealed record LeastSquares : Technique
    {
        public override string Summary => "Least-squares losses on the logits.";
        public override Citation Source =>
            new("Least Squares Generative Adversarial Networks", "Mao, Li, Xie, Lau, Wang, Smolley", 2016, "1611.04076");

        public override Changes Changes => new()
        {
            DiscriminatorLoss = (real, fake) => 0.5 * (real - 1).square().mean([1L]) + 0.5 * fake.square().mean([1L]),
            GeneratorLoss = fake => 0.5 * (fake - 1).square().mean([1L]),
        };
    }
}
