using static GanBench.Experiments.Tests.Example;

namespace GanBench.Experiments.Tests.Specs;

public class SpecSeedsTest
{
    [TestCase("[0]", new[] { 0 })]
    [TestCase("[3, 1, 2147483647]", new[] { 3, 1, 2147483647 })]
    [TestCase("\"0-9\"", new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [TestCase("\"0-2,5\"", new[] { 0, 1, 2, 5 })]
    [TestCase("\"5, 0-2\"", new[] { 5, 0, 1, 2 })]
    [TestCase("\"7\"", new[] { 7 })]
    [TestCase("\"7-7\"", new[] { 7 })]
    [TestCase("[0, \"10-12\", 5]", new[] { 0, 10, 11, 12, 5 })]
    [TestCase("[1e1, 2.0]", new[] { 10, 2 })]
    public void Read_SeedsHoweverWritten_KeepsTheirOrder(string written, int[] seeds) =>
        Assert.That(Spec(Json(seeds: written)).Seeds, Is.EqualTo(seeds));

    [TestCase("\"9-0\"", "\"9-0\" names no seeds")]
    [TestCase("\"\"", "\"\" names no seeds")]
    [TestCase("\"0-\"", "\"0-\" names no seeds")]
    [TestCase("\"-1\"", "\"-1\" names no seeds")]
    [TestCase("\"0-2-4\"", "names no seeds")]
    [TestCase("\"0,,1\"", "names no seeds")]
    [TestCase("\"0..9\"", "names no seeds")]
    [TestCase("\"ten\"", "such as \"0-9\" or \"0-2,5\"")]
    [TestCase("\"0-2147483648\"", "names no seeds")]
    [TestCase("\"0-10000\"", "at most 10,000 seeds")]
    [TestCase("\"0-4,3\"", "the seed 3 appears twice; each seed may appear once.")]
    [TestCase("\"0-4,1-3\"", "the seed 1 appears twice, and so do 2 more; each seed may appear once.")]
    [TestCase("[]", "the list is empty; name at least one seed.")]
    [TestCase("5", "5 is not allowed; write a list of seeds such as [0, 1, 2], or a text such as \"0-9\".")]
    [TestCase("null", "null is not allowed; write a list of seeds")]
    [TestCase("[[0]]", "a list is not allowed; a seed must be a whole number from 0 to 2,147,483,647.")]
    [TestCase("[-1]", "-1 is not allowed; a seed must be")]
    [TestCase("[0.5]", "0.5 is not allowed; a seed must be")]
    [TestCase("[2147483648]", "2147483648 is not allowed")]
    public void Read_WrongSeeds_SaysWhatIsAllowed(string written, string message)
    {
        var problem = Read(Json(seeds: written)).Problems.Single();

        Assert.That(problem.Path, Does.StartWith("seeds"));
        Assert.That(problem.Message, Does.Contain(message));
    }

    [Test]
    public void Read_SeveralWrongSeeds_NamesEachByItsPlace() => Assert.That(
        Read(Json(seeds: "[0, -1, \"9-0\", 0]")).Problems.Select(problem => problem.Path),
        Is.EqualTo(["seeds[1]", "seeds[2]", "seeds[3]"]));
}
