using GanBench.Training.Optimisers;
using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class TturTest
{
    [Test]
    public void Rates_AreThoseOfTheProfileTimesTheFactors()
    {
        var technique = new Ttur(DiscriminatorRateFactor: 2, GeneratorRateFactor: 0.5);

        Assert.Multiple(() =>
        {
            Assert.That(technique.Rules.DiscriminatorOptimiser(new Adam(1e-3, Beta1: 0.25)), Is.EqualTo(new Adam(2e-3, Beta1: 0.25)));
            Assert.That(technique.Rules.GeneratorOptimiser(new RmsProp(1e-3, Decay: 0.5)), Is.EqualTo(new RmsProp(5e-4, Decay: 0.5)));
        });
    }

    [Test]
    public void Defaults_AreFourToOne() =>
        Assert.That(
            new Ttur().Rules.DiscriminatorOptimiser(new Adam(1)).LearningRate
                / new Ttur().Rules.GeneratorOptimiser(new Adam(1)).LearningRate,
            Is.EqualTo(4));
}
