using GanBench.Training.Techniques;

namespace GanBench.Training.Tests.Techniques;

public sealed class KnownTechniquesTest
{
    // A technique that nobody lists could not be chosen, and nobody would notice.
    [Test]
    public void EveryTechniqueThatIsDefined_IsListed()
    {
        var defined = typeof(Technique).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Technique)) && !type.IsAbstract);

        Assert.That(
            KnownTechniques.All.Select(known => known.Default.GetType()).Distinct(),
            Is.EquivalentTo(defined.Except([typeof(Composition)])));
    }
}
