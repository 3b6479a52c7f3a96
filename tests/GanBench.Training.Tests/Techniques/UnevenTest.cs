using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class UnevenTest
{
    [TestCase("uneven-2", 2)]
    [TestCase("uneven-5", 5)]
    public void Run_MakesThatManyDiscriminatorStepsPerGeneratorStep(string name, int discriminatorSteps)
    {
        var result = Cells.Train([Cells.Cell("ring8", name, seed: 0, generatorSteps: 3)], null, default)[0].Result;

        Assert.That(result.DiscriminatorSteps, Is.EqualTo(3 * discriminatorSteps));
    }

    [Test]
    public void Refusal_WithAnotherNumberOfSteps_SaysSo() =>
        Assert.That(
            Composition.Refusal([("uneven-2", new Uneven(2)), ("wgan-gp", new WganGp())]),
            Is.EqualTo("uneven-2 and wgan-gp both say how many discriminator updates go with a generator update; leave one of them out."));

    [Test]
    public void Refusal_WithTheSameNumberOfSteps_IsNone() =>
        Assert.That(Composition.Refusal([("uneven-5", new Uneven(5)), ("wgan-gp", new WganGp())]), Is.Null);
}
