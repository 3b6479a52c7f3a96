namespace GanBench.Structure.Tests;

public class SourceFileTest
{
    [Test]
    public void EveryType_LiesInAFileOfItsName_InTheFolderOfItsNamespace()
    {
        var problems = SourceFile.All.SelectMany(file => file.Problems()).ToList();

        Assert.That(problems, Is.Empty, string.Join('\n', problems));
    }

    [TestCase("A/B/Ring.cs", "namespace A.B;\n\npublic sealed record Ring(int Modes);\n")]
    [TestCase("A/Ring.Modes.cs", "namespace A;\n\ninternal static partial class Ring\n{\n    private enum Kind { Wide }\n}\n")]
    [TestCase("A/Inner/core.Sums.cs", "namespace A;\n\npublic static partial class outer\n{\n    partial class core\n    {\n    }\n}\n")]
    [TestCase("A/Map.cs", "namespace A;\n\npublic delegate (int, T?) Map<T>(T value);\n")]
    public void AFileInItsPlace_IsFine(string path, string text) => Assert.That(new SourceFile(path, text).Problems(), Is.Empty);

    [TestCase("A/Ring.cs", "namespace A;\n\nrecord Ring;\n\nenum Mode { }\n", "A/Ring.cs: the type Mode belongs in a file of its name.")]
    [TestCase("A/Ring.cs", "namespace A;\n\ndelegate int Count(int[] m);\n", "A/Ring.cs: the type Count belongs in a file of its name.")]
    [TestCase("A/B/Ring.cs", "namespace A;\n\nclass Ring { }\n", "A/B/Ring.cs: the namespace is A, but the folder A.B.")]
    public void ATypeElsewhere_IsNamed(string path, string text, string problem) =>
        Assert.That(new SourceFile(path, text).Problems(), Is.EqualTo([problem]));
}
