using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;

namespace GanBench.Cli.Tests;

public sealed class LayoutTest
{
    private static readonly Architecture Program = new ArchLoader().LoadAssemblies(typeof(Application).Assembly).Build();

    // A folder can be read, tested and moved without those above it.
    [Test]
    public void Folders_OfTheProgram_FormNoCycle()
    {
        var slices = SliceRuleDefinition.Slices().Matching("GanBench.Cli.(*)");

        var violations = slices.Should().BeFreeOfCycles().Evaluate(Program).Where(result => !result.Passed);

        Assert.That(slices.GetObjects(Program).Count(), Is.GreaterThan(5), "the folders are found");
        Assert.That(violations.Select(violation => violation.Description), Is.Empty);
    }

    [Test]
    public void Folders_OfTheProgram_KnowNothingOfItsEntry()
    {
        var callers = Program.Types
            .Where(type => type.FullName.StartsWith("GanBench.Cli.", StringComparison.Ordinal) && type.Namespace?.FullName != "GanBench.Cli")
            .Where(type => type.Dependencies.Any(dependency => dependency.Target.FullName == typeof(Application).FullName));

        Assert.That(callers.Select(type => type.FullName), Is.Empty);
    }
}
